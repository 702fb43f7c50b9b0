import tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHead } from '../../../fusion/heads/heads.ts';
import { composeModel, type ComposeOptions } from '../../../fusion/train/compose-model.ts';
import { compileTrainingStep } from '../../../runtime/train/compile-training-step.ts';
import { declare } from '../../../runtime/train/declare.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { randomArray } from '../../runtime/compile/random-array.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import type { FusionModel, ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

const head = createHead({ name: 'mer', labels: ['neutral', 'anger', 'sadness'] });
const modalities = ['audio', 'video'];

/** A model that concatenates, keeps what it was given in `seen`, and has a loss of its own. */
function concatenation(takes: FusionModel['takes'], { seen = [], perFrame = true, loss }: { seen?: ModalityInputs[]; perFrame?: boolean; loss?: number } = {}): FusionModel {
  return {
    name: 'concatenation',
    takes,
    perFrame,
    fuse(_scope, inputs, output) {
      seen.push(inputs);
      const features = Object.values(inputs).map(({ values }) => (output === 'clip' && values.rank === 3 ? tf.mean(values, 1) : values));
      return { features: tf.concat(features, -1), ...(loss === undefined ? {} : { loss: tf.scalar(loss) }), weights: tf.ones([2, 2]) };
    },
  };
}

const vectors = () => ({ audio: tf.ones([2, 3]), 'audio.mask': tf.ones([2]), video: tf.ones([2, 4]), 'video.mask': tf.tensor1d([1, 0]) });
const sequences = (audio = 5, video = 5) => ({
  audio: tf.tensor3d(randomArray(2 * audio * 3, 3), [2, audio, 3]),
  'audio.mask': tf.ones([2, audio]),
  video: tf.tensor3d(randomArray(2 * video * 4, 5), [2, video, 4]),
  'video.mask': tf.tensor2d(Array.from({ length: 2 * video }, (_, index) => (index % video < 3 ? 1 : 0)), [2, video]),
});
const targets = (shape: number[] = [2]) => ({
  'target.expression': tf.zeros(shape, 'int32'),
  'target.expression.weight': tf.ones(shape),
  'target.valence': tf.fill(shape, 0.5),
  'target.valence.weight': tf.ones(shape),
});

function given(takes: FusionModel['takes'], batch: Record<string, Tensor>, options: Partial<ComposeOptions> = {}): ModalityInputs {
  const seen: ModalityInputs[] = [];
  composeModel(concatenation(takes, { seen }), head, { modalities, ...options }).predict(eagerScope(), batch);
  return seen[0]!;
}

test('the loss is the head\'s plus the model\'s own, and both are reported', () => {
  const batch = { ...vectors(), ...targets() };
  const lossOf = (own?: number) => composeModel(concatenation('utterance', own === undefined ? {} : { loss: own }), head, { modalities }).loss(eagerScope(), batch);
  const [without, withOwn] = [lossOf(), lossOf(0.25)];
  expect(Object.keys(without.metrics)).toEqual(['expression', 'valence']);
  expect(withOwn.metrics.model!.dataSync()[0]).toBe(0.25);
  expect(withOwn.loss.dataSync()[0]).toBeCloseTo(without.loss.dataSync()[0]! + 0.25, 6);
});

test('predict reads no target and gives outputs and weights', () => {
  const outputs = composeModel(concatenation('utterance'), head, { modalities }).predict(eagerScope(), vectors());
  expect(Object.keys(outputs).sort()).toEqual(['expression', 'expression.logits', 'valence', 'weights']);
  expect(outputs.expression!.shape).toEqual([2, 3]);
});

test('modalities come in the order of the configuration', () => {
  expect(Object.keys(given('utterance', vectors(), { modalities: ['video', 'audio'] }))).toEqual(['video', 'audio']);
});

test('a model of utterances is given the mean over the valid frames; a clip without one is masked', () => {
  const batch = sequences();
  const { video } = given('utterance', { ...batch, 'video.mask': tf.tensor2d([[1, 1, 0, 0, 0], [0, 0, 0, 0, 0]]) });
  expect([...video!.mask.dataSync()]).toEqual([1, 0]);
  const [first, second] = [0, 1].map((frame) => [...batch.video.slice([0, frame, 0], [1, 1, 4]).dataSync()]);
  Array.from(video!.values.dataSync()).forEach((value, index) => expect(value).toBeCloseTo(index < 4 ? (first![index]! + second![index]!) / 2 : 0, 6));
});

test('a model of utterances that is asked for frames is given the frames', () => {
  expect(given('utterance', sequences(), { output: 'frame' }).audio!.values.shape).toEqual([2, 5, 3]);
});

test('a model of sequences is given a single vector as one frame', () => {
  const { audio } = given('aligned', vectors());
  expect([audio!.values.shape, audio!.mask.shape]).toEqual([[2, 1, 3], [2, 1]]);
});

test('unaligned models may be given sequences of different lengths, aligned ones not', () => {
  expect(given('unaligned', sequences(7, 5)).audio!.values.shape).toEqual([2, 7, 3]);
  expect(() => given('aligned', sequences(7, 5))).toThrow(/differ in length \(audio 7, video 5\)/);
});

describe('learned alignment', () => {
  const alignment = { onto: 'video', rates: { audio: 50, video: 25 }, channels: 6 };

  test('brings the others onto the timeline of one modality', () => {
    const { audio, video } = given('aligned', sequences(11, 5), { alignment });
    expect([audio!.values.shape, audio!.mask.shape, video!.values.shape]).toEqual([[2, 5, 6], [2, 5], [2, 5, 4]]);
  });

  test('has parameters of its own for each modality', () => {
    const model = composeModel(concatenation('aligned'), head, { modalities, alignment });
    const { parameters } = declare(model.predict, Object.fromEntries(Object.entries(sequences(11, 5)).map(([name, { shape }]) => [name, { dims: shape }])));
    expect(parameters.slice(0, 2).map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual(['align/audio/filter 5×3×6', 'align/audio/bias 6']);
  });

  test.each<[string, Partial<typeof alignment>, RegExp]>([
    ['an unknown target', { onto: 'text' }, /no sequence "text" among audio, video/],
    ['a rate that is missing', { rates: { audio: 50 } as unknown as typeof alignment.rates }, /rate of "video"/],
  ])('%s is refused', (_name, wrong, message) => {
    expect(() => given('aligned', sequences(11, 5), { alignment: { ...alignment, ...wrong } })).toThrow(message);
  });
});

test('a model that gives one vector a clip is refused where frames are wanted', () => {
  expect(() => composeModel(concatenation('utterance', { perFrame: false }), head, { modalities, output: 'frame' })).toThrow(/concatenation: it gives one vector a clip/);
});

test('a batch without a modality or a target is refused by the key', () => {
  const model = composeModel(concatenation('utterance'), head, { modalities });
  expect(() => model.predict(eagerScope(), { audio: tf.ones([2, 3]) })).toThrow(/no "audio.mask" among audio/);
  expect(() => model.loss(eagerScope(), { ...vectors(), ...targets(), 'target.valence': undefined as unknown as Tensor })).toThrow(/no "target.valence"/);
});

test('compiled, it learns the classes and values of frames through alignment, fusion and head', async () => {
  const model = composeModel(concatenation('aligned'), head, { modalities, output: 'frame', alignment: { onto: 'video', rates: { audio: 50, video: 30 }, channels: 8 } });
  const dims = { audio: [4, 20, 3], 'audio.mask': [4, 20], video: [4, 12, 4], 'video.mask': [4, 12], ...Object.fromEntries(head.targets.map((name) => [name, [4, 12]])) };
  const size = (name: keyof typeof dims) => dims[name].reduce((product, dim) => product * dim, 1);
  const video = randomArray(size('video'), 7);
  const classes = Int32Array.from({ length: 48 }, (_, frame) => (video[4 * frame]! > 0 ? 2 : 0));
  const one = (name: keyof typeof dims) => new Float32Array(size(name)).fill(1);
  const batch = {
    audio: randomArray(size('audio'), 3), 'audio.mask': one('audio.mask'), video, 'video.mask': one('video.mask'),
    'target.expression': classes, 'target.expression.weight': one('video.mask'), 'target.valence': Float32Array.from(classes, (label, frame) => label - video[4 * frame + 1]!), 'target.valence.weight': one('video.mask'),
  };
  const signature = Object.fromEntries(Object.entries(dims).map(([name, shape]) => [name, { dims: shape, type: name === 'target.expression' ? 'int32' : 'float32' } as const]));
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using trainer = await openTrainer(compileTrainingStep({ name: 'frames', batch: signature, loss: model.loss, optimizer: adam() }), { runtime, seed: 1 });
  const { loss, expression } = await trainer.train(new Array(150).fill(batch), new Array<number>(150).fill(0.05));
  expect(loss!.at(-1)).toBeLessThan(0.4 * loss![0]!);
  expect(expression!.at(-1)).toBeLessThan(0.3);
});
