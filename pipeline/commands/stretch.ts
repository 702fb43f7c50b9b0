import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../../configs/schema.ts';
import { onnxEngine } from '../../fusion/train/engine.ts';
import { lengthOf } from '../../plugins/longred/example-rows.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openStretch, type Stretch } from '../stretch/open-stretch.ts';
import { stretchRun } from '../stretch/stretch-run.ts';
import { writeStretchReport } from '../stretch/report/write-stretch-report.ts';
import { openPlugins, pluginsAt } from '../plugins/open-plugins.ts';
import { toContext } from '../plugins/plugin-context.ts';
import { writeTrainingReport } from '../training/report/write-training-report.ts';
import { showTraining } from './show-training.ts';
import { stretchTable } from './stretch-table.ts';
import { toCount } from './to-count.ts';
import type { CommandContext } from './context.ts';
import type { StretchOptions } from '../stretch/stretch-options.ts';
import type { OpenedMethod } from '../stretch/variants.ts';
import type { SkipMethod } from '../../plugins/longred/skipped-positions.ts';

interface StretchCommandOptions {
  readonly out: string;
  readonly factor?: number;
  readonly context?: number;
  readonly method?: SkipMethod;
  readonly scaling: 'base' | 'interpolation';
  readonly base?: number;
  readonly epochs: number;
  readonly batch?: number;
  readonly learningRate?: number;
  readonly shortWeight?: number;
  readonly skippedWeight?: number;
  readonly layers?: number;
  readonly cut?: number;
  readonly use: string;
  readonly useOptions?: Readonly<Record<string, unknown>>;
  readonly baselines: boolean;
  readonly seed: number;
  readonly device: 'auto' | (typeof DEVICES)[number];
  readonly threads?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `affekt stretch RUN` */
export function stretchCommand(context: CommandContext): Command {
  return new Command('stretch')
    .summary('train a transformer of windows on for whole videos (LongReD)')
    .description('Makes of a run of `affekt train` (a transformer, trained on windows) one that takes whole videos, and holds it near what it was on windows. Two baselines are trained with the same budget.\nOUT is a run like any other: head.onnx, scores.json, …; stretch.json and stretch.html compare. The same command goes on where it was stopped.')
    .argument('<run>', 'folder of the run')
    .requiredOption('-o, --out <dir>', 'folder of the stretched run; the baselines go below it')
    .addOption(new Option('--factor <n>', 'how many windows long whole videos are').argParser(toPositive).conflicts('context'))
    .addOption(new Option('--context <seconds>', 'what the model is to take at once').argParser(toPositive))
    .addOption(new Option('--method <name>', 'how positions are skipped (default: cream below a factor of 8, uniform from there on)').choices(['cream', 'uniform']))
    .addOption(new Option('--scaling <name>', 'reach farther by a larger rotary base, or by positions squeezed into the old range').choices(['base', 'interpolation']).default('base'))
    .option('--base <number>', 'rotary base (default: the smallest that reaches as far)', toPositive)
    .option('--epochs <n>', 'passes over the whole videos', toCount, 10)
    .option('--batch <n>', 'whole videos in a step (default: half the rows of a step of the run)', toCount)
    .option('--learning-rate <number>', 'constant rate of AdamW (default: the run\'s)', toPositive)
    .option('--short-weight <number>', 'α₁, of short cuts (default: 5; 2 from a factor of 8 on)', toWeight)
    .option('--skipped-weight <number>', 'α₂, of windows with skipped positions (default: 10; 15 from a factor of 8 on)', toWeight)
    .option('--layers <n>', 'layers compared on short cuts (default: 6 of 32, half of them from a factor of 8 on)', toCount)
    .option('--cut <rows>', 'rows of a short cut (default: an eighth of a window)', toCount)
    .option('--use <plug-in>', 'how it is trained on: a plug-in of the point trained-fold', 'longred')
    .option('--use-options <json>', 'options of another plug-in than longred', toObject)
    .option('--no-baselines', 'leave the two baselines out')
    .option('--seed <n>', 'seed of all that is drawn', toCount, 1)
    .addOption(new Option('-d, --device <name>', 'where it is trained').choices(['auto', ...DEVICES]).default('cpu'))
    .option('--threads <n>', 'threads of a step', toCount)
    .option('--json', 'print events as lines of JSON on standard output')
    .option('-q, --quiet', 'print no progress')
    .addHelpText('after', '\nExit codes: 0 fine, 2 usage, run or data, 4 device unavailable, 130 interrupted.')
    .action(async (run: string, options: StretchCommandOptions, command: Command) => {
      if (options.factor === undefined && options.context === undefined) command.error("error: required option '--factor <n>' or '--context <seconds>' not specified");
      context.exit(await stretch(run, options, context));
    });
}

/** Stretches a run and resolves with the exit code. */
export async function stretch(run: string, given: StretchCommandOptions, context: CommandContext): Promise<ExitCode> {
  const { out, device, threads, json } = given;
  const show = showTraining({ ...context, ...given });
  const options = toOptions(given);
  const method = await openMethod(given, options);
  const opened = await openStretch(resolve(run), out, { options, signal: context.stop });
  for (const warning of [...opened.videos.warnings, ...lengthWarnings(opened)]) context.stderr.write(`warning: ${warning}\n`);
  await using runtime = await openRuntime({ device, workers: 1, ...(threads === undefined ? {} : { threads }) });
  const pluginContext = { ...toContext(method.plugin.name, { signal: context.stop, seed: options.seed }), say: show.message, runtime };
  const events = stretchRun({ stretch: opened, options, method, engine: onnxEngine(runtime), signal: context.stop, context: pluginContext, command: toCommand(run, given) }, out);
  let event = await events.next();
  for (; event.done !== true; event = await events.next()) show.event(event.value);
  show.end();
  if (event.value === undefined) {
    show.message('Stopped. The same command goes on from the last checkpoint.');
    return EXIT.interrupted;
  }
  context.stdout.write(json === true ? `${JSON.stringify({ type: 'stretch', result: event.value })}\n` : stretchTable(event.value));
  await writeTrainingReport(out);
  show.message(`report: ${await writeStretchReport(out, event.value)}`);
  return EXIT.fine;
}

/** What is not seen in training cannot be learned from whole videos. */
function lengthWarnings({ videos, plan: { target } }: Stretch): string[] {
  const longest = lengthOf(videos.layout);
  return longest < target ? [`the longest clip has ${longest} rows; how ${target} are taken at once is learned from skipped positions alone, and scores say nothing of it.`] : [];
}

async function openMethod({ use, useOptions }: StretchCommandOptions, { longred }: StretchOptions): Promise<OpenedMethod> {
  const named = { use, options: useOptions ?? (use === 'longred' ? longred : {}) };
  return pluginsAt('trained-fold', await openPlugins([named], { folder: process.cwd(), points: ['trained-fold'], by: 'a stretch' }))[0]!;
}

function toOptions({ factor, context, scaling, base, epochs, batch, learningRate, method, shortWeight, skippedWeight, layers, cut, baselines, seed }: StretchCommandOptions): StretchOptions {
  return {
    factor,
    context,
    scaling,
    base: base ?? null,
    epochs,
    batch: batch ?? null,
    learningRate: learningRate ?? null,
    longred: { method: method ?? null, shortWeight: shortWeight ?? null, skippedWeight: skippedWeight ?? null, layers: layers ?? null, cut: cut ?? null },
    baselines,
    seed,
  };
}

/** The command that makes the run again: what was given and is no default. */
function toCommand(run: string, { factor, context, scaling, base, epochs, batch, learningRate, method, shortWeight, skippedWeight, layers, cut, use, useOptions, baselines, seed, out }: StretchCommandOptions): string {
  const options = { factor, context, method, scaling: scaling === 'base' ? undefined : scaling, base, epochs, batch, 'learning-rate': learningRate, 'short-weight': shortWeight, 'skipped-weight': skippedWeight, layers, cut, use: use === 'longred' ? undefined : use, 'use-options': useOptions && `'${JSON.stringify(useOptions)}'`, seed, out };
  const words = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  return ['affekt stretch', run, ...words, ...(baselines ? [] : ['--no-baselines'])].join(' ');
}

function toPositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function toObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told of below
  }
  throw new InvalidArgumentError('It must be an object in JSON: \'{"weight": 2}\'.');
}

function toWeight(text: string): number {
  return text.trim() === '0' ? 0 : toPositive(text);
}
