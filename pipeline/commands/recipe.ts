import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ConfigError } from '../../configs/config-error.ts';
import { loadConfig } from '../../configs/load-config.ts';
import { DEVICES } from '../../configs/schema.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { onnxEngine } from '../../fusion/train/engine.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findTools } from '../media/find-tools.ts';
import { openTools } from '../open-tools.ts';
import type { Recipe, RecipeOptions } from '../recipes/recipe.ts';
import { RECIPES } from '../recipes/recipes.ts';
import { scoreLines } from '../recipes/steps/write-scores.ts';
import type { CommandContext } from './context.ts';
import { layoutOption } from './dataset/corpus-arguments.ts';
import { modelSettings } from './model-settings.ts';
import { settingsOption } from './settings-option.ts';
import { showRecipe } from './show-recipe.ts';

type Device = 'auto' | (typeof DEVICES)[number];

interface GivenOptions extends Omit<RecipeOptions, 'root' | 'out' | 'tasks' | 'models'> {
  readonly out?: string;
  readonly tasks?: readonly string[];
  readonly models?: readonly string[];
  readonly device: Device;
  readonly offline?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt recipe NAME ROOT` */
export function recipeCommand(context: CommandContext): Command {
  const recipes = Object.entries(RECIPES).map(([name, { about }]) => `  ${name.padEnd(18)} ${about}`);
  return new Command('recipe')
    .summary('run a published system on a corpus, from its folder to scores and files to hand in')
    .description('Makes features, trains, scores by the official metric and writes checked submissions into OUT: scores.md, scores.json, features/, labels/, runs/, predictions/, submissions/.\nThe same command goes on where it was stopped.')
    .addArgument(new Argument('<recipe>', 'name of the recipe').choices(Object.keys(RECIPES)))
    .argument('<root>', 'folder of the corpus, see `affekt dataset check`')
    .option('-o, --out <dir>', 'where everything is written (default: results/RECIPE)')
    .option('-f, --features <modality=folder>', 'features that were made elsewhere, for audio, text or visual; may be repeated', collectPairs, {})
    .addOption(layoutOption())
    .option('--tasks <list>', 'which tasks, with commas (wen-abaw6: va, expr)', toList)
    .option('--models <list>', 'which fusion models, with commas', toList)
    .addOption(new Option('--align <way>', 'how modalities come onto one timeline (wen-abaw6)').choices(['linear', 'convolution', 'wen']).default('linear'))
    .option('--as-published', 'do what the published code does, faults included', false)
    .option('--smooth <frames>', 'average predictions over so many frames to each side (wen-abaw6)', toCount, 0)
    .option('--draws <n>', 'random draws of a search (merbench)', toCount, 50)
    .option('--repeat <n>', 'runs of the best draw (merbench)', toCount, 6)
    .option('--seed <n>', 'seed of everything random', toCount, 1)
    .addOption(settingsOption())
    .addOption(new Option('-d, --device <name>', 'where models run and are trained').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--offline', 'never use the network')
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nRecipes:\n${recipes.join('\n')}\n\nSettings of training, such as --set training.epochs=5, win over those of the recipe.\nExit codes: 0 fine, 2 usage, config or data, 3 model missing, 4 device unavailable, 130 interrupted.`)
    .action(async (name: keyof typeof RECIPES, root: string, options: GivenOptions) => context.exit(await runRecipe(RECIPES[name], toOptions(name, root, options), { ...context, ...options })));
}

type RunContext = CommandContext & Pick<GivenOptions, 'device' | 'offline' | 'json' | 'quiet'>;

/** Runs a recipe and resolves with the exit code. */
export async function runRecipe(recipe: Recipe, options: RecipeOptions, context: RunContext): Promise<ExitCode> {
  const { environment, stop, stdout, device } = context;
  const config = loadConfig({ overrides: { models: { offline: context.offline }, face: { identity: null }, voice: { emotion: null } } });
  const media = await findTools({ ffmpeg: environment.ffmpeg, ffprobe: environment.ffprobe });
  const show = showRecipe(context);
  await using runtime = await openRuntime({ device });
  await using trainer = await openRuntime({ device, workers: 1 });
  await using models = await openTools(config, { store: openModelStore(modelSettings(config.models, environment)), runtime });
  try {
    const table = await recipe.run(options, { faces: models.faces!, voice: models.voice!, media, runtime, engine: onnxEngine(trainer), signal: stop, tell: show.event });
    show.end();
    if (context.json !== true) stdout.write(`${scoreLines(table).join('\n')}\n`);
    show.message(`scores: ${options.out}/scores.md`);
    return EXIT.fine;
  } catch (error) {
    show.end();
    if (!stop.aborted) throw error;
    show.message('Stopped. The same command goes on where it was.');
    return EXIT.interrupted;
  }
}

function toOptions(name: keyof typeof RECIPES, root: string, options: GivenOptions): RecipeOptions {
  const recipe: Recipe = RECIPES[name];
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

function collectPairs(given: string, all: Readonly<Record<string, string>>): Record<string, string> {
  const equals = given.indexOf('=');
  if (equals < 1 || equals === given.length - 1) throw new InvalidArgumentError('Give name=value.');
  return { ...all, [given.slice(0, equals)]: given.slice(equals + 1) };
}

function toList(given: string): string[] {
  return given.split(',').map((word) => word.trim()).filter((word) => word !== '');
}

function toCount(given: string): number {
  const count = Number(given);
  if (!Number.isSafeInteger(count) || count < 0) throw new InvalidArgumentError('Give a whole number from 0.');
  return count;
}
