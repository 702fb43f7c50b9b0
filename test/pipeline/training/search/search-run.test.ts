import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onnxEngine, type Engine } from '../../../../fusion/train/engine.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { searchRun } from '../../../../pipeline/training/search/search-run.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import { tinyCorpus } from './tiny-corpus.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';
import type { RunEvent } from '../../../../pipeline/training/run/run-event.ts';
import type { SearchResult } from '../../../../pipeline/training/search/search-result.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';

const NO_ENGINE: Engine = { name: 'none', openTrainer: () => Promise.reject(new Error('trained')), openPredictor: () => Promise.reject(new Error('predicted')) };

let runtime: Runtime;
beforeAll(async () => {
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function search(config: TrainingConfig, { signal = new AbortController().signal, engine = onnxEngine(runtime), until }: { signal?: AbortSignal; engine?: Engine; until?: (event: RunEvent) => boolean } = {}): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of searchRun({ config, data: await openTrainingData(config), engine, signal })) {
    events.push(event);
    if (until?.(event) === true) break;
  }
  return events;
}

const read = async (config: TrainingConfig, ...path: string[]) => readFile(join(config.output, config.name, ...path), 'utf8');
const types = (events: readonly RunEvent[]) => events.map(({ type }) => type).filter((type) => ['draw', 'repeat', 'search'].includes(type));
const trained = (events: readonly RunEvent[]) => events.flatMap((event) => (event.type === 'fold' ? [event.fold] : []));

test('draws are trained, the best is trained again with other seeds, and the mean of these is reported', async () => {
  const config = await tinyCorpus();
  const events = await search(config);
  expect(types(events)).toEqual(['draw', 'draw', 'draw', 'repeat', 'repeat', 'search']);
  const result = JSON.parse(await read(config, 'search.json')) as SearchResult;
  const scores = result.draws.map(({ scores: each }) => each!.mean);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(result.best).toEqual(result.draws[0]!.settings);
  expect(result.repeats.map(({ seed }) => seed)).toEqual([2, 3]);
  const [one, other] = result.repeats.map(({ scores: each }) => each!.mean) as [number, number];
  expect(result.score!.mean).toBeCloseTo((one + other) / 2, 12);
  expect(result.score!.deviation).toBeCloseTo(Math.abs(one - other) / 2, 12);
  for (const name of ['head.onnx', 'manifest.json', 'scores.json']) expect(await read(config, name)).toBe(await read(config, 'repeat-1', name));
  expect(await read(config, 'card.md')).toContain('the best of 3 random draws');
  await expect(stat(join(config.output, 'tiny', 'draws', 'draw-001', 'fold-1', 'checkpoint.safetensors'))).rejects.toThrow();
  expect((JSON.parse(await read(config, 'draws', 'draw-002', 'config.json')) as TrainingConfig).search).toBeNull();
});

test('a search that was stopped trains only what was not finished, and ends with the same scores', async () => {
  const config = await tinyCorpus({ search: { draws: 3, repeat: 1, grid: { 'training.learningRate': [0.1, 0.01, 0.001] } } });
  const draws: RunEvent[] = [];
  await search(config, { until: (event) => event.type === 'draw' && draws.push(event) === 2 });
  expect((JSON.parse(await read(config, 'search.json')) as SearchResult).complete).toBe(false);
  expect(trained(await search(config))).toEqual(['draw-003/fold-1', 'draw-003/fold-2', 'repeat-1/fold-1', 'repeat-1/fold-2']);
  const stopped = await read(config, 'search.json');
  await rm(join(config.output, 'tiny'), { recursive: true });
  await search(config);
  expect(await read(config, 'search.json')).toBe(stopped);
  expect(trained(await search(config))).toEqual([]);
});

test('an aborted search ends without a result', async () => {
  const stop = new AbortController();
  const config = await tinyCorpus();
  const abortAfterDraw = (event: RunEvent) => {
    if (event.type === 'draw') stop.abort();
    return false;
  };
  expect(types(await search(config, { signal: stop.signal, until: abortAfterDraw }))).toEqual(['draw']);
});

test('a draw whose loss is no number has no score, and the search goes on', async () => {
  const config = await tinyCorpus({ search: { draws: 2, repeat: 1, grid: { 'training.learningRate': [0.01, 1e30] } }, training: { epochs: 3, batch: 8 } });
  const result = (await search(config)).at(-1);
  expect(result?.type === 'search' && result.result.draws.map(({ settings, failed }) => [settings['training.learningRate'], failed !== undefined])).toEqual([[0.01, false], [1e30, true]]);
  expect(trained(await search(config))).toEqual([]);
});

test('a draw whose options do not suit the modalities has no score, and the search goes on', async () => {
  const config = await tinyCorpus({ model: { name: 'tfn', options: { largestLayer: 1000 } }, search: { draws: 2, repeat: 1, grid: { 'model.options.hidden': [4, 64] } } });
  const result = (await search(config)).at(-1);
  expect(result?.type === 'search' && result.result.draws.map(({ settings, failed }) => [settings['model.options.hidden'], failed]).sort()).toEqual([[4, undefined], [64, expect.stringContaining('tfn.hidden: is 64')]]);
});

test.each([
  ['an option that the model has not', { 'model.options.rank': [3] }, 'rank'],
  ['a value that the schema refuses', { 'training.batch': [0.5] }, 'training.batch'],
  ['weights for other classes', { 'head.weights': [[1, 2, 3]] }, 'weights'],
])('a grid with %s is refused before anything is trained', async (_, grid, wrong) => {
  const config = await tinyCorpus({ search: { draws: 5, repeat: 1, grid } });
  await expect(search(config, { engine: NO_ENGINE })).rejects.toThrow(wrong);
  await expect(stat(config.output)).rejects.toThrow();
});

test('a grid over alignments, which the data were not read for, is refused', async () => {
  const config = await tinyCorpus();
  const data = await openTrainingData(config);
  const other = { ...config, model: { name: 'mult', options: { aligned: true } }, search: { draws: 2, repeat: 1, grid: { 'model.options.aligned': [true, false] } } };
  const events = searchRun({ config: other, data, engine: NO_ENGINE, signal: new AbortController().signal });
  await expect(events.next()).rejects.toThrow('takes differently aligned features');
});

test('a head whose classes are balanced by their numbers can be searched over', async () => {
  const config = await tinyCorpus({ head: { name: 'expression', weights: 'balanced' }, search: { draws: 1, repeat: 1, grid: { 'training.learningRate': [0.01] } } });
  expect(types(await search(config))).toEqual(['draw', 'repeat', 'search']);
});
