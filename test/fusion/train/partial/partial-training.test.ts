import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linear } from '../../../../fusion/layers/linear.ts';
import type { FusionModel } from '../../../../fusion/models/fusion-model.ts';
import { onnxEngine, tfjsEngine, type Engine } from '../../../../fusion/train/engine.ts';
import { examplesInMemory } from '../../../../fusion/train/example.ts';
import type { FoldState } from '../../../../fusion/train/fold-state.ts';
import type { FeatureAugmentation } from '../../../../fusion/train/partial/augment-features.ts';
import type { CandidateSets } from '../../../../fusion/train/partial/candidate-sets.ts';
import { composePartial, PARTIAL_INPUTS, PARTIAL_REPORTS } from '../../../../fusion/train/partial/compose-partial.ts';
import { flipCandidates } from '../../../../fusion/train/partial/draw-candidates.ts';
import { PARTIAL_METHODS } from '../../../../fusion/train/partial/methods.ts';
import { PartialTraining, type PartialSchedule } from '../../../../fusion/train/partial/partial-training.ts';
import { trainFold, type FoldSetup } from '../../../../fusion/train/train-fold.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';
import { sgd } from '../../../../runtime/train/optimizers/sgd.ts';
import { randomFor } from '../../../../runtime/train/random.ts';
import { cosine } from '../../../../runtime/train/schedules/schedule.ts';
import { onTfjsCpu } from '../../../runtime/compile/on-tfjs-cpu.ts';

const CLASSES = 6;
const DIMENSIONS = 12;
let runtime: Runtime;
beforeAll(async () => {
  await onTfjsCpu();
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
});
afterAll(() => runtime[Symbol.asyncDispose]());

/** Clusters in 12 dimensions, one a class. */
function clusters(count: number, seed: number) {
  const labels = Int32Array.from({ length: count }, (_, index) => index % CLASSES);
  const examples = Array.from(labels, (label, index) => {
    const { normal } = randomFor(seed, 'example', index);
    const values = Float32Array.from({ length: DIMENSIONS }, (_, at) => 0.7 * normal() + randomFor(0, 'centre', label, at).normal());
    return { clip: String(index), features: { x: { values } }, targets: { expression: Int32Array.of(label) } };
  });
  return { labels, examples };
}

const TRAIN = clusters(300, 1);
const VAL = clusters(300, 2);
const network: FusionModel = { name: 'network', takes: 'utterance', perFrame: false, fuse: (scope, { x }) => ({ features: tf.relu(linear(scope.in('hidden'), x!.values, 48)) }) };

interface Wanted extends Partial<PartialSchedule> {
  readonly method?: string;
  readonly mixup?: number;
  readonly candidates?: CandidateSets;
  readonly checkpointEvery?: number;
  readonly augmentation?: FeatureAugmentation;
  readonly engine?: Engine;
}

function setupOf({ method = 'alim-onehot', mixup = 0, epochs = 30, candidates = flipCandidates(TRAIN.labels, { classes: CLASSES, ambiguity: 0.3, noise: 0.3, seed: 4 }), checkpointEvery = 1000, augmentation = { noise: 0.3 }, engine = onnxEngine(runtime), ...schedule }: Wanted = {}) {
  const chosen = PARTIAL_METHODS[method]!;
  const partial = new PartialTraining(candidates, chosen, { epochs, opensAt: 6, noise: 0.3, seed: 4, mixes: mixup > 0, ...schedule });
  const model = composePartial(network, { method: chosen, labels: ['a', 'b', 'c', 'd', 'e', 'f'], modalities: ['x'], augmentation, mixup });
  const plan = { run: 'partial', seed: 4, epochs, batch: 32, learningRate: 0.05, optimizer: sgd({ momentum: 0.9, weightDecay: 1e-3 }), schedule: cosine(), metric: 'accuracy', patience: null, checkpointEvery } as const;
  const setup: FoldSetup = { model, layout: { modalities: { x: { dimensions: DIMENSIONS, length: null } }, targets: [], frames: null }, classes: CLASSES, train: examplesInMemory(TRAIN.examples), val: examplesInMemory(VAL.examples), plan, engine, partial };
  return { setup, partial };
}

async function statesOf(setup: FoldSetup, from?: FoldState): Promise<FoldState[]> {
  const states: FoldState[] = [];
  for await (const event of trainFold(setup, from)) if (event.kind === 'checkpoint') states.push(event.state);
  return states;
}

const bytes = (state: FoldState) => JSON.stringify(state, (_, value: unknown) => (value instanceof Float32Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') : value));
const accuracy = (states: readonly FoldState[]) => states.at(-1)!.progress.epochs.slice(-5).reduce((sum, { scores }) => sum + scores.accuracy! / 5, 0);
const missing = (sets: Float32Array) => [...TRAIN.labels].filter((label, row) => sets[row * CLASSES + label] === 0).length / TRAIN.labels.length;

test('where a third of the sets lack the truth, ALIM and IRNet see through most of them and their base does not', async () => {
  const [base, alim, irnet] = ['moving', 'alim-onehot', 'irnet'].map((method) => setupOf({ method }));
  const scores: number[] = [];
  for (const { setup } of [base!, alim!, irnet!]) scores.push(accuracy(await statesOf(setup)));
  expect(scores[1]! - scores[0]!).toBeGreaterThan(0.05);
  expect(scores[2]! - scores[0]!).toBeGreaterThan(0.05);
  expect(missing(base!.partial.sets)).toBeGreaterThan(0.25);
  expect(missing(irnet!.partial.sets)).toBeLessThan(0.1);
  const right = [...TRAIN.labels].filter((label, row) => {
    const targets = alim!.partial.targets.subarray(row * CLASSES, (row + 1) * CLASSES);
    return targets.indexOf(Math.max(...targets)) === label;
  });
  expect(right.length / TRAIN.labels.length).toBeGreaterThan(0.85);
});

test.each(['alim-onehot', 'irnet', 'pico-plus'])('%s: training from any checkpoint, also inside an epoch, ends with the bytes of training without interruption', async (method) => {
  const wanted = { method, mixup: 1, epochs: 8, opensAt: 3, checkpointEvery: 4 };
  const whole = await statesOf(setupOf(wanted).setup);
  expect(whole.length).toBeGreaterThan(16);
  for (const at of [0, 7, whole.length - 3]) expect(bytes((await statesOf(setupOf(wanted).setup, whole[at])).at(-1)!)).toBe(bytes(whole.at(-1)!));
});

/** The twelve numbers as a picture of three by four. */
const pictures = { x: { size: [3, 4], weak: { flip: true, shift: 0.3 }, strong: { rotation: 30, brightness: 0.3, contrast: 0.3, cutout: 0.3 } } } as const;

test.each(['irnet', 'pico'])('%s on views of pictures: from a checkpoint inside an epoch on, the same bytes; other views give others', async (method) => {
  const wanted = { method, epochs: 2, checkpointEvery: 4, augmentation: { pictures } };
  const whole = await statesOf(setupOf(wanted).setup);
  expect(bytes((await statesOf(setupOf(wanted).setup, whole[1])).at(-1)!)).toBe(bytes(whole.at(-1)!));
  const weaker = { pictures: { x: { ...pictures.x, [method === 'pico' ? 'strong' : 'weak']: {} } } };
  expect(bytes((await statesOf(setupOf({ ...wanted, augmentation: weaker }).setup)).at(-1)!)).not.toBe(bytes(whole.at(-1)!));
});

test('views of pictures are the same in a compiled step as in tfjs', async () => {
  const weak = { ...pictures.x.weak, ...pictures.x.strong };
  const wanted = { method: 'irnet', epochs: 1, augmentation: { pictures: { x: { ...pictures.x, weak } } } };
  const [compiled, eager] = [(await statesOf(setupOf(wanted).setup)).at(-1)!, (await statesOf(setupOf({ ...wanted, engine: tfjsEngine() }).setup)).at(-1)!];
  const parameters = Object.keys(compiled.trainer.tensors).filter((name) => name.startsWith('parameter:'));
  for (const name of parameters) eager.trainer.tensors[name]!.data.forEach((value, at) => expect(compiled.trainer.tensors[name]!.data[at]).toBeCloseTo(value, 4));
});

test('a checkpoint of other examples is refused', async () => {
  const [first] = await statesOf(setupOf({ epochs: 1 }).setup);
  const candidates = flipCandidates(TRAIN.labels.subarray(0, 299), { classes: CLASSES, ambiguity: 0.3, noise: 0, seed: 4 });
  await expect(statesOf(setupOf({ epochs: 1, candidates }).setup, first)).rejects.toMatchObject({ code: 'BAD_CHECKPOINT' });
});

/** A training of four examples and two classes, without a model. */
function bookkeeping(schedule: Partial<PartialSchedule> = {}, candidates: Partial<CandidateSets> = {}) {
  const sets = Uint8Array.of(1, 0, 0, 1, 1, 1, 1, 0);
  return new PartialTraining({ classes: 2, sets, ...candidates }, PARTIAL_METHODS['alim-onehot']!, { epochs: 10, opensAt: 3, noise: 0.5, seed: 1, ...schedule });
}

const report = (training: PartialTraining, margins: readonly number[]) =>
  training.take({ [PARTIAL_REPORTS.targets]: Float32Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5), [PARTIAL_REPORTS.candidates]: new Float32Array(8).fill(1), [PARTIAL_REPORTS.margins]: Float32Array.from(margins) }, [[0, 1], [2, 3]]);

test('λ is the η-quantile of the margins, at most 1, from e₀ on; just a share η of them lies below it', () => {
  const training = bookkeeping();
  report(training, [0.4, 0.1, 0.7, 0.2]);
  training.endEpoch(2);
  expect(training.lambda).toBe(0);
  training.endEpoch(3);
  expect(training.lambda).toBe(Math.fround(0.4));
  expect([...training.margins].filter((margin) => margin < training.lambda)).toHaveLength(2);
  report(training, [3, 2, 0.7, 5]);
  training.endEpoch(4);
  expect(training.lambda).toBe(1);
});

test('without noise λ stays 0; a fixed λ takes its place; a method that admits nothing has none', () => {
  for (const [schedule, expected] of [[{ noise: 0 }, 0], [{ lambda: 0.25 }, 0.25]] as const) {
    const training = bookkeeping(schedule);
    report(training, [0.4, 0.1, 0.7, 0.2]);
    training.endEpoch(5);
    expect(training.lambda).toBe(expected);
  }
  const { partial } = setupOf({ method: 'moving' });
  partial.endEpoch(20);
  expect(partial.lambda).toBe(0);
});

test('examples whose label is known keep it and do not count for λ', () => {
  const training = bookkeeping({}, { pinned: Uint8Array.of(1, 0, 0, 1) });
  report(training, [0.01, 0.3, 0.6, 0.02]);
  training.endEpoch(3);
  expect([...training.targets]).toEqual([1, 0, 0.5, 0.5, 0.5, 0.5, 1, 0]);
  expect([...training.sets].slice(0, 2)).toEqual([1, 0]);
  expect(training.lambda).toBe(Math.fround(0.6));
});

test('targets rest until they may move, then ever less of the old ones stays', () => {
  const training = bookkeeping({ targetsFrom: 2 });
  const momentum = [1, 2, 10].map((epoch) => training.fill([0], { epoch, step: 0 })[PARTIAL_INPUTS.knobs]![1]!);
  expect(momentum[0]).toBe(1);
  expect(momentum[1]).toBeCloseTo(0.95 - 0.015, 6);
  expect(momentum[2]).toBeCloseTo(0.95 - 0.135, 6);
});

test('a share of features that are mixed is at least a half, and as spread as Beta(4, 4)', () => {
  const training = bookkeeping({ mixes: true });
  const shares = Array.from({ length: 4000 }, (_, step) => Number(training.fill([0, 1], { epoch: 1, step })[PARTIAL_INPUTS.share]![0]));
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.5);
  const variance = shares.reduce((sum, share) => sum + (share - 0.5) ** 2, 0) / shares.length;
  expect(variance / (16 / (64 * 9))).toBeCloseTo(1, 1); // Var Beta(4, 4) = 4·4 / (8² · 9)
});

test('η outside 0 to 1 is refused', () => {
  expect(() => bookkeeping({ noise: 1.2 })).toThrow(/η = 1\.2 is no share/);
});
