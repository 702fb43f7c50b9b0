import { join } from 'node:path';
import { from, lastValueFrom, tap } from 'rxjs';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { openTfjsBackend } from '../../../runtime/train/open-tfjs-backend.ts';
import { onnxEngine, tfjsEngine, type Engine } from '../../../fusion/train/engine.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { openPlugins } from '../../plugins/open-plugins.ts';
import { toSurroundings } from '../../plugins/to-surroundings.ts';
import { checkWithPlugins, TRAINING_POINTS, withLayerPlugins } from '../../plugins/train-with-plugins.ts';
import type { TrainingData } from '../../training/training-data.ts';
import { describeTrainingData } from '../../training/data/describe-training-data.ts';
import { openTrainingData } from '../../training/data/open-training-data.ts';
import { checkModel } from '../../training/run/check-model.ts';
import { writeTrainingReport } from '../../training/report/write-training-report.ts';
import { searchRun } from '../../training/search/search-run.ts';
import { trainRun } from '../../training/train-run.ts';
import { showTraining, type TrainingView } from '../show/show-training.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { ViewContext } from '../show/show-events.ts';

/** Trains as the configuration says and resolves with the exit code. */
export async function train(given: TrainingConfig, context: ViewContext & { readonly check?: boolean }): Promise<ExitCode> {
  const { search } = given;
  const world = { surroundings: toSurroundings(context.environment, (line) => void context.stderr.write(`${line}\n`)), signal: context.stop };
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
