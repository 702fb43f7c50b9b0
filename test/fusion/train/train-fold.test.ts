import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { constant } from '../../../runtime/train/schedules/schedule.ts';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { createHead } from '../../../fusion/heads/heads.ts';
import { composeModel } from '../../../fusion/train/compose-model.ts';
import { onnxEngine, tfjsEngine } from '../../../fusion/train/engine.ts';
import { examplesInMemory } from '../../../fusion/train/example.ts';
import { fillBatch } from '../../../fusion/train/fill-batch.ts';
import { batchSignature } from '../../../fusion/train/layout.ts';
import { featureMoments, standardised } from '../../../fusion/train/standardise.ts';
import { trainFold, type FoldSetup, type TrainingEvent } from '../../../fusion/train/train-fold.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { drawClips, LAYOUT } from './clips.ts';
import { noProgress, type FoldState } from '../../../fusion/train/fold-state.ts';
import { float32 } from '../../../runtime/tensor.ts';
import type { Runtime } from '../../../runtime/runtime.ts';

let runtime: Runtime;
let setup: FoldSetup;

beforeAll(async () => {
  await onTfjsCpu();
  runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  const fused = FUSION_MODELS.attention.create({ hidden: 8, dropout: 0.2 });
  const head = createHead({ name: 'mer', labels: ['calm', 'glad'] });
  const train = examplesInMemory(drawClips(45, 1));
  const model = standardised(composeModel(fused, head, { modalities: ['audio', 'text'] }), await featureMoments(train, { audio: 6, text: 4 }));
  const plan = { run: 'fold 1', seed: 3, epochs: 12, batch: 16, learningRate: 0.01, optimizer: adam(), schedule: constant, metric: 'mer-combined', patience: null, checkpointEvery: 5 } as const;
  setup = { model, layout: LAYOUT, classes: 2, train, val: examplesInMemory(drawClips(40, 2)), plan, engine: onnxEngine(runtime) };
});
afterAll(() => runtime[Symbol.asyncDispose]());

async function collect(changed: FoldSetup, from?: FoldState): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of trainFold(changed, from)) events.push(event);
  return events;
}

const states = (events: readonly TrainingEvent[]) => events.filter((event) => event.kind === 'checkpoint').map(({ state }) => state);
const epochs = (events: readonly TrainingEvent[]) => events.filter((event) => event.kind === 'epoch');
const bytes = (state: FoldState) => JSON.stringify(state, (_, value: unknown) => (value instanceof Float32Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex') : value));

test('a model learns what its features say, and the best epoch is kept', async () => {
  const events = await collect({ ...setup, plan: { ...setup.plan, epochs: 40 } });
  const last = states(events).at(-1)!.progress;
  expect(last.finished).toBe(true);
  expect(last.epochs).toHaveLength(40);
  expect(last.best!.score).toBe(Math.max(...last.epochs.map(({ scores }) => scores['mer-combined']!)));
  expect(last.epochs[last.best!.epoch - 1]!.scores.accuracy).toBeGreaterThan(0.9);
  expect(last.epochs.at(-1)!.training.loss).toBeLessThan(last.epochs[0]!.training.loss! / 3);
});

test('training from any checkpoint ends with the bytes of training without interruption', async () => {
  const whole = states(await collect(setup));
  expect(whole.length).toBeGreaterThan(12); // After every epoch, and inside epochs
  for (const at of [0, 4, whole.length - 2]) {
    const resumed = states(await collect(setup, whole[at])).at(-1)!;
    expect(bytes(resumed)).toBe(bytes(whole.at(-1)!));
  }
});

test('a finished fold is not trained again', async () => {
  const done = states(await collect({ ...setup, plan: { ...setup.plan, epochs: 1 } })).at(-1)!;
  expect(await collect(setup, done)).toEqual([{ kind: 'checkpoint', state: done }]);
});

test('training ends when validation has not got better for as long as the patience', async () => {
  const plan = { ...setup.plan, learningRate: 0, patience: 3 };
  expect(epochs(await collect({ ...setup, plan }))).toHaveLength(4);
});

test('the last epoch is kept where that is asked for, although none was better than the first', async () => {
  const bestOf = async (keep: 'best' | 'last') => states(await collect({ ...setup, plan: { ...setup.plan, learningRate: 0, epochs: 3, keep } })).at(-1)!.progress.best!.epoch;
  expect([await bestOf('best'), await bestOf('last')]).toEqual([1, 3]);
});

test('batches of another make are trained on, as many an epoch as they say', async () => {
  const asked: number[] = [];
  const signature = batchSignature(LAYOUT, 3);
  const read = async (step: number) => {
    asked.push(step);
    return fillBatch(LAYOUT, await Promise.all([0, 1, 2].map((index) => setup.train.read(index))));
  };
  const records = epochs(await collect({ ...setup, plan: { ...setup.plan, epochs: 40 }, batches: { perEpoch: 2, signature, read } })).map(({ record }) => record);
  expect(asked).toEqual(Array.from({ length: 80 }, (_, step) => step));
  expect(records[39]!.step).toBe(80);
  expect(records[39]!.training.loss).toBeLessThan(records[0]!.training.loss! / 3); // Three clips are soon known by heart
});

test('on a plateau the learning rate falls', async () => {
  const plan = { ...setup.plan, learningRate: 1e-9, epochs: 5, plateau: { patience: 0, factor: 0.1 } };
  const rates = epochs(await collect({ ...setup, plan })).map(({ record }) => record.rate / 1e-9);
  expect(rates[4]).toBeLessThan(rates[0]!);
});

test('an epoch covers every example, the last step being filled up from the beginning', async () => {
  const read: number[] = [];
  const train = { size: 45, read: (index: number) => (read.push(index), setup.train.read(index)) };
  await collect({ ...setup, train, plan: { ...setup.plan, epochs: 1 } });
  expect(read).toHaveLength(48);
  expect(new Set(read).size).toBe(45);
});

test('the engine tfjs trains to nearly the same scores', async () => {
  const plan = { ...setup.plan, epochs: 3 };
  const [onnx, eager] = [await collect({ ...setup, plan }), await collect({ ...setup, plan, engine: tfjsEngine() })];
  const loss = (events: readonly TrainingEvent[]) => epochs(events).map(({ record }) => record.training.loss!);
  loss(onnx).forEach((value, index) => expect(loss(eager)[index]).toBeCloseTo(value, 3));
});

test('a loss that is no number ends training and says where', async () => {
  await expect(collect({ ...setup, plan: { ...setup.plan, learningRate: 1e30 } })).rejects.toThrow(/^fold 1: the loss is (NaN|Infinity) at step \d+\. Lower `training.learningRate`/);
});

test('parameters that are no numbers after the last step of an epoch end training before they are kept', async () => {
  const events: TrainingEvent[] = [];
  const training = async () => {
    for await (const event of trainFold({ ...setup, plan: { ...setup.plan, learningRate: 1e30, batch: 45, epochs: 1 } })) events.push(event);
  };
  await expect(training()).rejects.toThrow(/^fold 1: the prediction for the clip ".+" is NaN after step 1\. Lower/);
  expect(states(events)).toEqual([]);
});

test('modalities that the model cannot take are refused, and not as a mistake of the program', async () => {
  const fused = FUSION_MODELS.mult.create();
  const model = composeModel(fused, createHead({ name: 'mer', labels: ['calm', 'glad'] }), { modalities: ['audio'] });
  await expect(collect({ ...setup, model })).rejects.toMatchObject({ code: 'BAD_MODEL', message: expect.stringMatching(/^fold 1: mult: it fuses 1 modalities \(audio\)\. Give at least 2\. Correct `model`/) as string });
});

test('a state of another model is refused', async () => {
  const state = states(await collect({ ...setup, plan: { ...setup.plan, epochs: 1 } })).at(-1)!;
  const other = { ...state, progress: noProgress, trainer: { ...state.trainer, tensors: { 'parameter:x': float32(new Float32Array(1), 1) } } };
  await expect(collect(setup, other)).rejects.toMatchObject({ code: 'BAD_CHECKPOINT', message: expect.stringMatching(/^fold 1: the checkpoint does not fit the model \(tensor parameter:x: .*\)\. Delete/) as string });
});

test('a part without examples is refused before anything is compiled', async () => {
  await expect(collect({ ...setup, val: examplesInMemory([]) })).rejects.toThrow('fold 1: there are 45 examples to train on and 0 to validate on.');
});

test('aborted training ends with a checkpoint that it goes on from', async () => {
  const controller = new AbortController();
  const events: TrainingEvent[] = [];
  for await (const event of trainFold({ ...setup, signal: controller.signal })) {
    events.push(event);
    if (event.kind === 'steps' && event.step > 8) controller.abort();
  }
  const stopped = states(events).at(-1)!;
  expect(stopped.progress.finished).toBe(false);
  expect(bytes(states(await collect(setup, stopped)).at(-1)!)).toBe(bytes(states(await collect(setup)).at(-1)!));
});

test('pixels of pictures are scaled by the moments of their channel, so that a picture may be moved', async () => {
  const clip = (values: readonly number[], valid?: readonly number[]) => ({ clip: 'a', features: { face: { values: Float32Array.from(values), ...(valid && { valid: Uint8Array.from(valid) }) } }, targets: {} });
  const { face } = await featureMoments(examplesInMemory([clip([1, 10, 3, 20, 9, 9, 9, 9], [1, 0]), clip([5, 30, 7, 40])]), { face: 4 }, { face: 2 });
  expect([...face!.mean]).toEqual([4, 25, 4, 25]); // Of 1, 3, 5, 7 and of 10, 20, 30, 40
  expect(face!.deviation[0]).toBeCloseTo(Math.sqrt(5), 5);
  expect(face!.deviation[3]).toBeCloseTo(Math.sqrt(125), 4);
});

test('features are scaled by the moments of the training examples alone, rows without a feature left out, so that a clip is scaled the same whatever comes with or after it (trap 17)', async () => {
  const clip = (values: readonly number[], valid?: readonly number[]) => ({ clip: 'a', features: { audio: { values: Float32Array.from(values), ...(valid && { valid: Uint8Array.from(valid) }) } }, targets: {} });
  const { audio } = await featureMoments(examplesInMemory([clip([1, 10, 3, 10]), clip([5, 10, 99, 99], [1, 0])]), { audio: 2 });
  expect([...audio!.mean]).toEqual([3, 10]);
  expect(audio!.deviation[0]).toBeCloseTo(Math.sqrt(8 / 3), 5); // Of 1, 3, 5
  expect(audio!.deviation[1]).toBeGreaterThan(0); // A constant is not divided by 0
});
