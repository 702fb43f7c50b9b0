import { join } from 'node:path';
import { Command, Option } from 'commander';
import { from, lastValueFrom, tap } from 'rxjs';
import { DEVICES } from '../../configs/schema.ts';
import { loadTrainingConfig } from '../../configs/training/load-training-config.ts';
import { TRAINING_PRESETS } from '../../configs/training/presets.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { openTfjsBackend } from '../../runtime/train/open-tfjs-backend.ts';
import { onnxEngine, tfjsEngine, type Engine } from '../../fusion/train/engine.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPlugins } from '../plugins/open-plugins.ts';
import { checkWithPlugins, TRAINING_POINTS, type TrainingWorld, withLayerPlugins } from '../plugins/train-with-plugins.ts';
import type { TrainingData } from '../training/training-data.ts';
import { describeTrainingData } from '../training/data/describe-training-data.ts';
import { openTrainingData } from '../training/data/open-training-data.ts';
import { checkModel } from '../training/run/check-model.ts';
import { writeTrainingReport } from '../training/report/write-training-report.ts';
import { searchRun } from '../training/search/search-run.ts';
import { trainRun } from '../training/train-run.ts';
import { settingsOption } from './settings-option.ts';
import { showTraining, type TrainingView } from './show-training.ts';
import type { CommandContext } from './context.ts';
import type { TrainingConfig } from '../../configs/training/schema.ts';
import type { ViewContext } from './show-events.ts';

interface TrainOptions {
  readonly preset?: string;
  readonly config?: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly device?: string;
  readonly engine?: string;
  readonly check?: boolean;
  readonly search?: number;
  readonly repeat?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt train` */
export function trainCommand(context: CommandContext): Command {
  const presets = Object.entries(TRAINING_PRESETS).map(([name, { about }]) => `  ${name.padEnd(18)} ${about}`);
  return new Command('train')
    .summary('train a fusion model and its head on features and labels')
    .description('Trains on feature files and a table of labels, fold by fold, into the folder OUT/NAME: head.onnx with its card, scores.json, validation.csv, training.html.\nA run that was stopped goes on from its last checkpoint when the same command is given again.')
    .addOption(new Option('-p, --preset <name>', 'a ready-made configuration').choices(Object.keys(TRAINING_PRESETS)))
    .option('-c, --config <file>', 'a training configuration')
    .addOption(settingsOption())
    .option('-o, --out <dir>', 'where the folder of the run is made (default: runs)')
    .addOption(new Option('-d, --device <name>', 'where it is trained').choices(['auto', ...DEVICES]))
    .addOption(new Option('--engine <name>', 'what runs the steps: onnx (ONNX Runtime), or tfjs (needs @tensorflow/tfjs-node or @tensorflow/tfjs-node-gpu)').choices(['onnx', 'tfjs']))
    .option('--check', 'only read and check features, labels and folds, and say what is there')
    .option('--search <draws>', 'search over settings: this many random draws from the grid', Number)
    .option('--repeat <runs>', 'runs of the best draw, with other seeds', Number)
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', `\nPresets:\n${presets.join('\n')}\n\nExit codes: 0 fine, 2 usage, config or data, 4 device unavailable, 130 interrupted.`)
    .action(async (options: TrainOptions) => context.exit(await train(toConfig(options), { ...context, ...options })));
}

/** Trains as the configuration says and resolves with the exit code. */
export async function train(given: TrainingConfig, context: ViewContext & { readonly check?: boolean }): Promise<ExitCode> {
  const { search } = given;
  const world = { surroundings: toSurroundings(context), signal: context.stop };
  const plugins = await openPlugins(given.plugins, { folder: process.cwd(), points: TRAINING_POINTS, by: 'a training' });
  const config = await withLayerPlugins(given, plugins, world);
  const show = showTraining(context, search === null ? 1 : search.draws + search.repeat);
  const data = await openTrainingData(config, { signal: context.stop, onProgress: readingProgress(show) });
  const warnings = await checkWithPlugins(config, { ...world, opened: plugins, longest: longestOf(data) });
  if (context.check === true) {
    for (const warning of warnings) context.stderr.write(`warning: ${warning}\n`);
    context.stdout.write([...describeTrainingData(data), await checkModel(config, data)].map((line) => `${line}\n`).join(''));
    return EXIT.fine;
  }
  for (const warning of [...data.warnings, ...warnings]) context.stderr.write(`warning: ${warning}\n`);
  await using opened = await openEngine(config);
  const run = search === null ? trainRun : searchRun;
  const events = from(run({ config, data, engine: opened.engine, signal: context.stop })).pipe(tap(show.event));
  const last = await lastValueFrom(events, { defaultValue: undefined });
  const report = await writeTrainingReport(join(config.output, config.name));
  show.end();
  show.message(`report: ${report}`);
  if (last?.type === 'scores' || last?.type === 'search') return EXIT.fine; // Its last event: it came to its end, even if it was to stop
  show.message('Stopped. The same command goes on from the last checkpoint.');
  return EXIT.interrupted;
}

function toSurroundings({ environment, stderr }: CommandContext): TrainingWorld['surroundings'] {
  return { variables: environment.variables, cacheRoot: environment.pluginFolder, say: (line) => void stderr.write(`${line}\n`), memories: new Map() };
}

/** Steps of the longest sequence that the model looks at. */
function longestOf({ layout: { modalities }, alignment }: TrainingData): number {
  return Math.max(1, ...Object.entries(modalities).flatMap(([name, { length }]) => (alignment === undefined || alignment.onto === name ? [length ?? 1] : [])));
}

async function openEngine({ runtime: { device, threads, engine } }: TrainingConfig): Promise<AsyncDisposable & { readonly engine: Engine }> {
  if (engine === 'tfjs') {
    await openTfjsBackend();
    return { engine: tfjsEngine(), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const runtime = await openRuntime({ device, workers: 1, ...(threads === null ? {} : { threads }) });
  return { engine: onnxEngine(runtime), [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose]() };
}

/** Seconds between two messages of what is read. */
const READ_EVERY = 5;

/** Tells from time to time how much is read, when that takes long. */
function readingProgress(show: TrainingView): (done: number, total: number) => void {
  let told = Date.now();
  return (done, total) => {
    const now = Date.now();
    if (now - told < READ_EVERY * 1000) return;
    told = now;
    show.message(`features read: ${done} of ${total} files`);
  };
}

function toConfig({ preset, config, set, out, device, engine, search, repeat }: TrainOptions): TrainingConfig {
  const overrides = { output: out, runtime: { device, engine }, ...(search === undefined && repeat === undefined ? {} : { search: { draws: search, repeat } }) };
  return loadTrainingConfig({ preset, file: config, set, overrides });
}
