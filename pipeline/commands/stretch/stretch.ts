import { resolve } from 'node:path';
import type { DEVICES } from '../../../configs/devices.ts';
import { onnxEngine } from '../../../fusion/train/engine.ts';
import { lengthOf } from '../../../plugins/longred/example-rows.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openStretch, type Stretch } from '../../stretch/open-stretch.ts';
import { stretchRun } from '../../stretch/stretch-run.ts';
import { writeStretchReport } from '../../stretch/report/write-stretch-report.ts';
import { openPlugins, pluginsAt } from '../../plugins/open-plugins.ts';
import { toContext } from '../../plugins/plugin-context.ts';
import { writeTrainingReport } from '../../training/report/write-training-report.ts';
import { showTraining } from '../show/show-training.ts';
import { stretchTable } from './stretch-table.ts';
import type { CommandContext } from '../context.ts';
import type { StretchOptions } from '../../stretch/stretch-options.ts';
import type { OpenedMethod } from '../../stretch/variants.ts';
import type { SkipMethod } from '../../../plugins/longred/skipped-positions.ts';

/** Options of `affekt stretch`. */
export interface StretchCommandOptions {
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
