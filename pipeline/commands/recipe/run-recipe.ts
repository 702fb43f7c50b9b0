import { ConfigError } from '../../../configs/config-error.ts';
import { loadConfig } from '../../../configs/load-config.ts';
import type { DEVICES } from '../../../configs/devices.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { findTools } from '../../media/find-tools.ts';
import { openTools } from '../../open-tools.ts';
import type { RecipeOptions } from '../../recipes/recipe.ts';
import type { RecipeName } from '../../recipes/recipe-abouts.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import { scoreLines } from '../../recipes/steps/write-scores.ts';
import type { CommandContext } from '../context.ts';
import { modelSettings } from '../models/model-settings.ts';
import { showRecipe } from './show-recipe.ts';

type Device = 'auto' | (typeof DEVICES)[number];

/** Options of `affekt recipe`. */
export interface GivenOptions extends Omit<RecipeOptions, 'root' | 'out' | 'tasks' | 'models'> {
  readonly out?: string;
  readonly tasks?: readonly string[];
  readonly models?: readonly string[];
  readonly device: Device;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

interface RecipeRun {
  readonly given: GivenOptions;
  readonly context: CommandContext;
}

/** Runs a recipe and resolves with the exit code. */
export async function runRecipe(name: RecipeName, root: string, { given, context }: RecipeRun): Promise<ExitCode> {
  const { environment, stop, stdout } = context;
  const { device, offline, json } = given;
  const options = toOptions(name, root, given);
  const config = loadConfig({ overrides: { models: { offline }, face: { identity: null }, voice: { emotion: null } } });
  const media = await findTools(environment);
  const show = showRecipe({ ...context, ...given });
  await using runtime = await openRuntime({ device });
  await using trainer = await openRuntime({ device, workers: 1 });
  await using models = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
  try {
    const table = await RECIPES[name].run(options, { faces: models.faces!, voice: models.voice!, media, runtime, engine: onnxEngine(trainer), signal: stop, tell: show.event });
    show.end();
    if (json !== true) stdout.write(`${scoreLines(table).join('\n')}\n`);
    show.message(`scores: ${options.out}/scores.md`);
    return EXIT.fine;
  } catch (error) {
    show.end();
    if (!stop.aborted) throw error;
    show.message('Stopped. The same command goes on where it was.');
    return EXIT.interrupted;
  }
}

function toOptions(name: RecipeName, root: string, options: GivenOptions): RecipeOptions {
  const recipe = RECIPES[name];
  const { tasks = recipe.tasks, models = recipe.models.slice(0, recipe.defaultModels) } = options;
  const faults = [
    ...tasks.filter((task) => !recipe.tasks.includes(task)).map((task) => `--tasks: there is no task "${task}"; ${recipe.tasks.length === 0 ? 'this recipe has none' : `there are ${recipe.tasks.join(', ')}`}`),
    ...models.filter((model) => !recipe.models.includes(model)).map((model) => `--models: there is no model "${model}" in this recipe; there are ${recipe.models.join(', ')}`),
    ...Object.keys(options.features).filter((modality) => !['audio', 'text', 'visual'].includes(modality)).map((modality) => `--features: there is no modality "${modality}"; there are audio, text, visual`),
    ...(name === 'merbench' && (options.draws < 1 || options.repeat < 1) ? ['--draws and --repeat: at least 1 each'] : []),
  ];
  if (faults.length > 0) throw new ConfigError(`affekt recipe ${name}`, faults, undefined, 'See affekt recipe --help.');
  return { ...options, root, out: options.out ?? `results/${name}`, tasks, models };
}
