import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../../configs/config-error.ts';
import { TrainingError } from '../../../fusion/train/training-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { MANIFEST_NAME } from '../data/manifest.ts';
import { toFusionModel, toHead, toMetric } from '../data/to-model-parts.ts';
import { openRunFolder } from '../run/open-run-folder.ts';
import { drawSettings } from './draw-settings.ts';
import { gridOf, type DrawnSettings } from './grid-of.ts';
import { toSearchResult, type SearchedRun, type SearchResult, type SearchSoFar } from './search-result.ts';
import { trainApart } from './train-apart.ts';
import { withSettings } from './with-settings.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { FinishTools } from '../run/finish-run.ts';
import type { RunEvent } from '../run/run-event.ts';

/** What a search works with. */
export type SearchTools = Omit<FinishTools, 'folder'>;

/** One run that is to be made. */
interface PlannedRun extends Pick<SearchedRun, 'run' | 'settings' | 'seed'> {
  readonly config: TrainingConfig;
}

/** What the search takes over from the run whose head it exports. */
const EXPORTED = ['validation.csv', 'test.csv', 'scores.json', 'head.onnx', MANIFEST_NAME] as const;

/**
 * MERBench's protocol: trains once for each of `search.draws` random points of the grid, each in `draws/draw-001`, …; then the best
 * of them by the mean score of its folds `search.repeat` times with other seeds, each in `repeat-1`, …. All runs share the folds of `data`.
 * Writes `search.json`, and the head of the first repeat as that of the search. Yields the events of all runs and its own. Runs that
 * an earlier search in this folder has finished are not made again; checkpoints of finished draws are deleted.
 *
 * @throws ConfigError, before anything is trained, when a draw does not suit the schema, the model, the head or the data
 * @throws TrainingError `DIVERGED` when no draw, or no repeat, has a score
 */
export async function* searchRun(tools: SearchTools): AsyncGenerator<RunEvent> {
  const { config, data } = tools;
  if (config.search === null) throw new ConfigError('search', ['is null: nothing says how much is searched'], undefined, 'Give --search 50, or `search` in the configuration.');
  const draws = planDraws(tools);
  const folder = await openRunFolder(config, data);
  try {
    const start = { complete: false, metric: toMetric(config), grid: gridOf(config), planned: { draws: draws.length, repeats: config.search.repeat }, draws: [], repeats: [] };
    const drawn = yield* runAll(tools, draws, { folder: folder.path, kind: 'draws', start });
    const repeated = drawn && (yield* runAll(tools, planRepeats(config, toSearchResult(drawn)), { folder: folder.path, kind: 'repeats', start: drawn }));
    if (repeated) yield* finish(folder.path, toSearchResult({ ...repeated, complete: true }));
  } finally {
    folder.release();
  }
}

function planDraws({ config, data }: SearchTools): PlannedRun[] {
  const { takes } = toFusionModel(config);
  return drawSettings(gridOf(config), { draws: config.search!.draws, seed: config.seed }).map((settings, index) => {
    const drawn = withSettings(config, settings);
    toHead(drawn.head, { classes: data.classes, classCounts: data.folds[0]!.classCounts });
    toMetric(drawn);
    if (toFusionModel(drawn).takes !== takes) throw new ConfigError(`search.grid, drawn ${JSON.stringify(settings)}`, ['the model takes differently aligned features with these settings'], undefined, 'Make a search of its own for each alignment.');
    return { run: `draws/draw-${String(index + 1).padStart(3, '0')}`, settings, seed: config.seed, config: drawn };
  });
}

function planRepeats(config: TrainingConfig, { best, draws, metric }: SearchResult): PlannedRun[] {
  if (best === undefined) throw new TrainingError('DIVERGED', { run: config.name, detail: `none of ${draws.length} draws has a ${metric} (${draws[0]?.failed ?? 'all are no number'})` });
  return Array.from({ length: config.search!.repeat }, (_, index) => {
    const seed = config.seed + index + 1;
    return { run: `repeat-${index + 1}`, settings: best, seed, config: withSettings({ ...config, seed }, best) };
  });
}

/** Makes one run after another and returns what is known then; undefined when it was aborted. */
async function* runAll(tools: SearchTools, plan: readonly PlannedRun[], { folder, kind, start }: { readonly folder: string; readonly kind: 'draws' | 'repeats'; readonly start: SearchSoFar }): AsyncGenerator<RunEvent, SearchSoFar | undefined> {
  const done: SearchedRun[] = [];
  for (const [index, { config, ...run }] of plan.entries()) {
    if (tools.signal.aborted) return undefined;
    const end = yield* trainApart({ ...tools, config, folder: join(folder, run.run) });
    if (end === undefined) return undefined;
    done.push({ ...run, ...('failed' in end ? end : { scores: shortened(end.scores) }) });
    if (kind === 'draws') await Promise.all(tools.data.folds.map(({ name }) => rm(join(folder, run.run, name, 'checkpoint.safetensors'), { force: true })));
    await writeResult(folder, toSearchResult({ ...start, [kind]: done }));
    yield toEvent(run, { metric: start.metric, score: 'failed' in end ? NaN : end.scores.mean, index, kind, runs: plan.length });
  }
  return { ...start, [kind]: done };
}

interface EndFacts {
  readonly metric: SearchResult['metric'];
  readonly score: number;
  readonly index: number;
  readonly kind: 'draws' | 'repeats';
  readonly runs: number;
}

function toEvent({ settings, seed }: { readonly settings: DrawnSettings; readonly seed: number }, { metric, score, index, kind, runs }: EndFacts): RunEvent {
  return kind === 'draws' ? { type: 'draw', index, draws: runs, settings, metric, score } : { type: 'repeat', index, repeats: runs, seed, metric, score };
}

function shortened({ metric, value, mean, deviation, test }: NonNullable<SearchedRun['scores']>): SearchedRun['scores'] {
  return { metric, value, mean, deviation, ...(test && { test }) };
}

async function* finish(folder: string, result: SearchResult): AsyncGenerator<RunEvent> {
  const { head, repeats, metric } = result;
  if (head === undefined) throw new TrainingError('DIVERGED', { run: folder, detail: `none of ${repeats.length} repeats of the best draw has a ${metric}` });
  for (const name of EXPORTED) {
    const bytes = await readFile(join(folder, head, name)).catch(() => undefined); // There may be no test examples
    if (bytes !== undefined) yield* write(join(folder, name), bytes);
  }
  yield* write(join(folder, 'card.md'), `${await readFile(join(folder, head, 'card.md'), 'utf8')}${cardLines(result)}`);
  await writeResult(folder, result);
  yield { type: 'written', path: join(folder, 'search.json') };
  yield { type: 'search', result };
}

function cardLines({ planned, head, metric, best, score, repeats }: SearchResult): string {
  const counted = repeats.filter(({ scores }) => scores !== undefined).length;
  return [
    `- Search: the best of ${planned.draws} random draws by the mean ${metric} of their folds, ${JSON.stringify(best)}. The draw was chosen on the validation examples that its score is of, which flatters.`,
    `- This head is that of \`${head!}\`. ${counted} runs of the same settings with other seeds: ${metric} (mean of the folds) ${score!.mean.toFixed(4)} ± ${score!.deviation.toFixed(4)}.`,
    '',
  ].join('\n');
}

async function* write(path: string, content: string | Uint8Array): AsyncGenerator<RunEvent> {
  await writeFileAtomically(path, content);
  yield { type: 'written', path };
}

async function writeResult(folder: string, result: SearchResult): Promise<void> {
  await writeFileAtomically(join(folder, 'search.json'), `${JSON.stringify(result, null, 2)}\n`);
}
