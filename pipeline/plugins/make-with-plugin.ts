import { existsSync } from 'node:fs';
import { z } from 'zod';
import { PluginError } from '../../plugins/plugin-error.ts';
import type { Plugin, PluginContext } from '../../plugins/plugin.ts';
import type { Made, ModelFile } from '../../plugins/points.ts';
import { parseOptions } from './open-plugins.ts';

/** A plug-in of one of these. */
export type MakingPlugin = Plugin<'model-file'> | Plugin<'build'>;

const made = z.strictObject({ path: z.string().min(1), notes: z.array(z.string()).optional(), record: z.record(z.string(), z.json()).optional() });

/**
 * Lets a plug-in make a file at `outPath` out of what is at `path`, and resolves with what it tells of it.
 *
 * @throws ConfigError for its options; PluginError NOT_FOUND, FAILED, BAD_RESULT; the signal's reason when it aborts
 */
export async function makeWithPlugin(plugin: MakingPlugin, { path, outPath, feeds }: ModelFile, { options, context }: { readonly options: unknown; readonly context: PluginContext }): Promise<Made> {
  const own = parseOptions(plugin, options);
  if (!existsSync(path)) throw new PluginError('NOT_FOUND', { plugin: plugin.name, detail: `${path} cannot be found`, next: 'Check the path.' });
  const result = await run(plugin, { path, outPath, ...(feeds === undefined ? {} : { feeds }) }, { own, context });
  const checked = made.safeParse(result);
  if (checked.success && existsSync(checked.data.path)) return result;
  throw new PluginError('BAD_RESULT', { plugin: plugin.name, detail: checked.success ? `it says that it has made ${checked.data.path}, and has not` : `what it returned does not say what it has made: ${checked.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`).join('; ')}` });
}

async function run(plugin: MakingPlugin, file: ModelFile, { own, context }: { readonly own: unknown; readonly context: PluginContext }): Promise<Made> {
  try {
    return await (plugin.attaches === 'build' ? plugin.apply({ folder: file.path, outPath: file.outPath }, own, context) : plugin.apply(file, own, context));
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof Error) || error.name === 'Error' || error.name === 'TypeError') throw new PluginError('FAILED', { plugin: plugin.name, detail: (error instanceof Error ? error.message : String(error)).replace(/[.\s]+$/, ''), next: `See its options with \`affekt plugins show ${plugin.name}\`.`, cause: error });
    throw error; // It says by itself what is wrong, and what to do next
  }
}
