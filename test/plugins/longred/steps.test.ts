import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { valenceArousalHead } from '../../../fusion/heads/valence-arousal-head.ts';
import { transformer } from '../../../fusion/models/transformer.ts';
import { TRANSFORMER_OPTIONS } from '../../../fusion/models/transformer-options.ts';
import { composeModel } from '../../../fusion/train/compose-model.ts';
import { examplesInMemory, type Example } from '../../../fusion/train/example.ts';
import { batchSignature, type Layout } from '../../../fusion/train/layout.ts';
import { baselineSteps } from '../../../plugins/longred/baseline-steps.ts';
import { cutExample } from '../../../plugins/longred/cut-example.ts';
import { settleOptions, longredOptions } from '../../../plugins/longred/longred-options.ts';
import { longredBatches, longredLoss } from '../../../plugins/longred/longred-steps.ts';
import { sharePlan } from '../../../plugins/longred/share-plan.ts';
import { openStepParts } from '../../../plugins/longred/step-parts.ts';
import { eagerScope } from '../../fusion/layers/eager-scope.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import type { FramePlaces } from '../../../fusion/models/temporal-transformer.ts';
import type { TracedModel, TrainedFold } from '../../../plugins/trained-fold.ts';
import type { Batch, TrainerState } from '../../../runtime/train/trainer.ts';
import type { Scope, Tensors } from '../../../runtime/train/scope.ts';

beforeAll(onTfjsCpu);

const layoutOf = (rows: number): Layout => ({ modalities: { face: { dimensions: 3, length: rows } }, targets: ['target.valence', 'target.valence.weight', 'target.arousal', 'target.arousal.weight'], frames: rows });
const WINDOW = 12;
const TARGET = 48;

function examples(count: number, rows: number): Example[] {
  const line = (of: number) => Float32Array.from({ length: rows }, (_, row) => Math.sin(of + row / 3));
  return Array.from({ length: count }, (_, index) => ({
    clip: `clip${index}`,
    features: { face: { values: Float32Array.from({ length: 3 * rows }, (_, at) => Math.cos(index + at)) } },
    targets: { valence: line(index), arousal: line(2 * index) },
  }));
}

function model(options: Partial<Record<string, number>> = {}): TracedModel {
  const defaults = Object.fromEntries(Object.entries(TRANSFORMER_OPTIONS).map(([name, option]) => [name, option.default]));
  const made = transformer({ ...defaults, hidden: 8, layers: 3, heads: 2, dropout: 0.5, ...options } as unknown as Parameters<typeof transformer>[0]);
  return composeModel(made, valenceArousalHead({}), { modalities: ['face'], output: 'frame' }) as TracedModel;
}

/** Parameters that a first call draws, for a scope that keeps them and as a trained state. */
function drawParameters(of: TracedModel): { parameters: Map<string, tf.Tensor>; weights: TrainerState['tensors'] } {
  const parameters = new Map<string, tf.Tensor>();
  const batch = Object.fromEntries(Object.entries(batchSignature(layoutOf(WINDOW), 1)).map(([name, { dims }]) => [name, tf.ones([...dims])]));
  of.loss(eagerScope({ parameters }), batch);
  const weights = Object.fromEntries([...parameters].map(([name, tensor]) => [`parameter:${name}`, { type: 'float32' as const, dims: tensor.shape, data: tensor.dataSync() as Float32Array }]));
  return { parameters, weights };
}

function fold(student: TracedModel, weights: TrainerState['tensors'] = {}): TrainedFold {
  return {
    teacher: model(),
    student,
    weights,
    layers: 3,
    target: TARGET,
    windows: { source: examplesInMemory([...examples(10, WINDOW), ...examples(2, 7)]), layout: layoutOf(WINDOW) },
    videos: { source: examplesInMemory(examples(5, 40)), layout: layoutOf(TARGET) },
    batch: 2,
    engine: undefined as never, // Nothing is run here
    seed: 1,
  };
}

const toTensors = (batch: Batch, signature: Readonly<Record<string, { dims: readonly number[] }>>): Tensors => Object.fromEntries(Object.entries(batch).map(([name, values]) => [name, tf.tensor(values as Float32Array, [...signature[name]!.dims])]));
const number = (tensor: tf.Tensor | undefined) => tensor!.dataSync()[0]!;

test.each([
  { videos: 60, videoRows: 60 * 256, window: 64, cut: 8, batch: 2 },
  { videos: 97, videoRows: 97 * 333, window: 50, cut: 6, batch: 3 },
  { videos: 300, videoRows: 300 * 71, window: 64, cut: 8, batch: 1 },
])('rows of videos, cuts and windows are as 4 : 3 : 1 within 1 %, over $videos videos', (options) => {
  const { perEpoch, videos, cuts, windows } = sharePlan(options);
  const steps = Array.from({ length: 5 * perEpoch }, (_, step) => step); // Some epochs: an example more or less is too much of a short one
  const sum = (counts: (step: number) => number) => steps.reduce((total, step) => total + counts(step), 0);
  const rows = sum(() => videos) * (options.videoRows / options.videos);
  expect((sum(cuts.count) * options.cut) / rows).toBeGreaterThan(0.75 * 0.99);
  expect((sum(cuts.count) * options.cut) / rows).toBeLessThan(0.75 * 1.01);
  expect((sum(windows.count) * options.window) / rows).toBeGreaterThan(0.25 * 0.99);
  expect((sum(windows.count) * options.window) / rows).toBeLessThan(0.25 * 1.01);
  expect(steps.every((step) => windows.count(step) >= 1 && windows.count(step) <= windows.size && cuts.count(step) <= cuts.size)).toBe(true);
});

test('where student and teacher are the same and positions not skipped, only the task is left of the loss, whatever drops while training', async () => {
  const student = model();
  const { parameters, weights } = drawParameters(student);
  const parts = await openStepParts(fold(student, weights), 3);
  const batches = longredBatches(parts, { method: 'cream', seed: 1 });
  const batch = toTensors(await batches.read(0), batches.signature);
  const straight = { ...batch, 'windows/positions': tf.tile(tf.range(0, WINDOW).expandDims(0), [parts.windows.size, 1]) };
  const compute = longredLoss(fold(student, weights), [0, 2], { shortWeight: 5, skippedWeight: 10 });
  const { loss, metrics } = compute(eagerScope({ parameters, training: true }), straight);
  expect(number(metrics.short)).toBeCloseTo(0, 5);
  expect(number(metrics.skipped)).toBeCloseTo(0, 5);
  expect(number(loss)).toBeCloseTo(number(metrics.task) / 2, 5);
  expect(number(compute(eagerScope({ parameters }), batch).metrics.skipped)).toBeGreaterThan(1e-4);
});

test('the three losses are weighted 8, 6 α₁ and 2 α₂ of 16', async () => {
  const student = model({ rotaryBase: 50 });
  const { parameters, weights } = drawParameters(student);
  const parts = await openStepParts(fold(student, weights), 3);
  const batches = longredBatches(parts, { method: 'uniform', seed: 2 });
  const { loss, metrics } = longredLoss(fold(student, weights), [1, 2], { shortWeight: 2, skippedWeight: 15 })(eagerScope({ parameters }), toTensors(await batches.read(3), batches.signature));
  const [task, short, skipped] = [number(metrics.task), number(metrics.short), number(metrics.skipped)];
  expect(short).toBeGreaterThan(1e-6);
  expect(number(loss)).toBeCloseTo((8 * task + 6 * 2 * short + 2 * 15 * skipped) / 16, 5);
});

test('the teacher is always given 0 … T − 1, the student the skipped ids on windows only, and neither gets noise', async () => {
  const seen: string[] = [];
  const spied = (name: string, inner: TracedModel): TracedModel => ({
    ...inner,
    trace: (scope: Scope, batch: Tensors, places?: FramePlaces) => {
      const { positions } = places ?? {};
      seen.push(`${name} ${batch.face!.shape[1]} ${positions === undefined ? 'own' : (positions.arraySync() as number[][])[0]!.at(-1)} ${scope.training ? 'noise' : 'still'}`);
      return inner.trace(scope, batch, places);
    },
  });
  const student = model();
  const { parameters, weights } = drawParameters(student);
  const watched = { ...fold(spied('student', student), weights), teacher: spied('teacher', model()) };
  const batches = longredBatches(await openStepParts(watched, 3), { method: 'cream', seed: 1 });
  longredLoss(watched, [2], { shortWeight: 1, skippedWeight: 1 })(eagerScope({ parameters, training: true }), toTensors(await batches.read(0), batches.signature));
  expect(seen).toEqual(['teacher 3 own still', 'student 3 own still', `teacher ${WINDOW} own still`, `student ${WINDOW} ${TARGET - 1} still`]);
});

test('a step is the same each time it is read, windows are full ones, and a pass shows each video once', async () => {
  const parts = await openStepParts(fold(model()), 3);
  const batches = longredBatches(parts, { method: 'cream', seed: 1 });
  expect(await batches.read(4)).toEqual(await batches.read(4));
  expect(await batches.read(4)).not.toEqual(await batches.read(5));
  const windows = await parts.windows.read(1);
  expect(windows.every(({ features }) => features.face!.values.length === 3 * WINDOW)).toBe(true);
  const one = parts.videos(1);
  const pass = await Promise.all(Array.from({ length: 5 }, async (_, step) => (await one.read(step))[0]!.clip));
  expect(pass.sort()).toEqual(['clip0', 'clip1', 'clip2', 'clip3', 'clip4']);
});

test('the baselines take as many rows in a step: twice the videos, or the same parts with the loss of the task on each', async () => {
  const student = model({ dropout: 0 });
  const { parameters } = drawParameters(student);
  const parts = await openStepParts(fold(student), 3);
  const long = baselineSteps('long', student, parts);
  expect(long.batches.signature['videos/face']!.dims[0]).toBe(2 * parts.shares.videos);
  const mix = baselineSteps('mix', student, parts);
  expect(mix.batches.perEpoch).toBe(parts.shares.perEpoch);
  const batch = toTensors(await mix.batches.read(0), mix.batches.signature);
  const task = (name: string) => number(student.loss(eagerScope({ parameters }), Object.fromEntries(Object.entries(batch).filter(([key]) => key.startsWith(`${name}/`)).map(([key, tensor]) => [key.slice(name.length + 1), tensor]))).loss);
  expect(number(mix.model.loss(eagerScope({ parameters }), batch).loss)).toBeCloseTo((8 * task('videos') + 6 * task('cuts') + 2 * task('windows')) / 16, 5);
});

test('a cut takes features, gaps and labels of the same rows', () => {
  const [example] = examples(1, 10);
  const valid = Uint8Array.from({ length: 10 }, (_, row) => row % 2);
  const cut = cutExample({ ...example!, features: { face: { ...example!.features.face!, valid } } }, { start: 4, rows: 3, dimensions: { face: 3 }, perFrame: true });
  expect(cut.features.face!.values).toEqual(example!.features.face!.values.slice(12, 21));
  expect([...cut.features.face!.valid!]).toEqual([0, 1, 0]);
  expect(cut.targets.valence).toEqual(example!.targets.valence!.slice(4, 7));
});

test('published weights are taken by factor, and what is given is kept', () => {
  const none = longredOptions.parse({});
  const settled = (factor: number, given = {}) => settleOptions({ ...none, ...given }, { factor, layers: 32, window: 8192 });
  const near = { method: 'cream', shortWeight: 5, skippedWeight: 10, layers: 6, cut: 1024 };
  expect([settled(4), settled(16)]).toEqual([near, { ...near, method: 'uniform', shortWeight: 2, skippedWeight: 15, layers: 3 }]);
  expect(settled(4, { method: 'uniform', shortWeight: 0 })).toMatchObject({ method: 'uniform', shortWeight: 0, skippedWeight: 10 });
});
