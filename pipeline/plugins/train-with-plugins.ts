import { z } from 'zod';
import { ConfigError } from '../../configs/config-error.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';
import { FUSION_MODELS } from '../../fusion/models/models.ts';
import type { ModelOptions } from '../../fusion/models/model-options.ts';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { PluginContext } from '../../plugins/plugin.ts';
import type { TrainingFinding } from '../../plugins/points.ts';
import { type OpenedPlugin, pluginsAt } from './open-plugins.ts';
import { type PluginSurroundings, toContext } from './plugin-context.ts';
import { toPluginError } from './to-plugin-error.ts';

/** Points of a training. */
export const TRAINING_POINTS = ['layer', 'training-check'] as const;

/** The world around a training. */
export interface TrainingWorld {
  readonly surroundings: PluginSurroundings;
  readonly signal: AbortSignal;
}

const layer = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
const findings = z.array(z.strictObject({ level: z.enum(['error', 'warning']), message: z.string().min(1) }));

/**
 * Resolves with the configuration after plug-ins of the point `layer` have set the layers of its model, one after the other. They are no longer named in it: what they did stands in the layers.
 *
 * @throws PluginError when the model has no layers of its own, and what the plug-ins throw
 */
export async function withLayerPlugins(config: TrainingConfig, opened: readonly OpenedPlugin[], world: TrainingWorld): Promise<TrainingConfig> {
  const plugins = pluginsAt('layer', opened);
  if (plugins.length === 0) return config;
  const layers = layersOf(config, plugins[0]!.plugin.name);
  for (const { plugin, options } of plugins) {
    const context = toContext(plugin.name, { ...world, seed: config.seed });
    for (const [index, settings] of layers.entries()) layers[index] = await run(plugin.name, context, layer, () => plugin.apply({ index, layers: layers.length, settings }, options, context));
  }
  const applied = new Set(plugins.map(({ use }) => use));
  return { ...config, model: { ...config.model, options: { ...config.model.options, layers } }, plugins: config.plugins.filter(({ use }) => !applied.has(use)) };
}

/** The settings of each layer of the model, as far as they are its own. */
function layersOf({ model: { name, options } }: TrainingConfig, plugin: string): z.output<typeof layer>[] {
  const models: Readonly<Record<string, { readonly options: ModelOptions } | undefined>> = FUSION_MODELS;
  const known = models[name]?.options.layers;
  if (known === undefined || !('each' in known)) throw new PluginError('WRONG_POINT', { plugin, detail: `sets layers, and the model ${name} has none that can be set one by one`, next: 'Choose the model transformer, or leave the plug-in out.' });
  const given = options.layers ?? known.default;
  return typeof given === 'number' ? Array.from({ length: given }, () => ({})) : [...(given as z.output<typeof layer>[])];
}

/**
 * Resolves with the warnings of plug-ins of the point `training-check`, a sentence each.
 *
 * @param longest steps of the longest sequence
 * @throws ConfigError with their errors, all at once
 */
export async function checkWithPlugins(config: TrainingConfig, { opened, longest, ...world }: TrainingWorld & { readonly opened: readonly OpenedPlugin[]; readonly longest: number }): Promise<string[]> {
  const found: TrainingFinding[] = [];
  for (const { plugin, options } of pluginsAt('training-check', opened)) {
    const context = toContext(plugin.name, { ...world, seed: config.seed });
    const own = await run(plugin.name, context, findings, () => plugin.apply({ config, longest }, options, context));
    found.push(...own.map(({ level, message }) => ({ level, message: `plug-in ${plugin.name}: ${message.replace(/[.\s]+$/, '')}` })));
  }
  const errors = found.filter(({ level }) => level === 'error').map(({ message }) => message);
  if (errors.length > 0) throw new ConfigError('training configuration', errors, undefined, 'Correct the configuration, or take the plug-in out of it.');
  return found.map(({ message }) => `${message}.`);
}

async function run<Result>(plugin: string, { signal }: PluginContext, schema: z.ZodType<Result>, apply: () => unknown): Promise<Result> {
  try {
    return schema.parse(await apply());
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof z.ZodError)) throw toPluginError(error, plugin);
    throw new PluginError('BAD_RESULT', { plugin, detail: `what it returned is not what its point wants: ${error.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`).join('; ')}` });
  }
}
