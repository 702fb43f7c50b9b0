import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { convolutionalAlignment, type ConvolutionalAlignmentOptions } from '../../../fusion/align/convolutional-alignment.ts';
import { declare } from '../../../runtime/train/declare.ts';
import { adam } from '../../../runtime/train/optimizers/adam.ts';
import { openEagerTrainer } from '../../../runtime/train/open-eager-trainer.ts';
import { openTrainer } from '../../../runtime/train/open-trainer.ts';
import { compileTrainingStep, type TrainingStepOptions } from '../../../runtime/train/compile-training-step.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { randomArray } from '../../runtime/compile/random-array.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

/** Filter and bias given by hand, for one channel in and one out. */
const scopeWith = (filter: readonly number[], bias = 0) =>
  eagerScope({ parameters: new Map<string, Tensor>([['filter', tf.tensor3d([...filter], [filter.length, 1, 1])], ['bias', tf.tensor1d([bias])]]) });

function align(frames: readonly number[], { filter, mask = frames.map(() => 1), bias, ...options }: { filter: readonly number[]; mask?: readonly number[]; bias?: number; fromRate: number; toRate: number; length?: number }) {
  const input = { values: tf.tensor3d([...frames], [1, frames.length, 1]), mask: tf.tensor2d([...mask], [1, frames.length]) };
  const output = convolutionalAlignment(scopeWith(filter, bias), input, { channels: 1, size: filter.length, ...options });
  return { values: Array.from(output.values.dataSync(), (value) => Number(value.toFixed(5))), mask: [...output.mask.dataSync()] };
}

const RATES: readonly [from: number, to: number][] = [[50, 25], [50, 30], [29.97, 50], [25, 25], [100, 30], [10, 33], [49.95, 25], [1000, 30], [0.3, 0.1], [1.05, 0.35]];

test.each(RATES)('from %f Hz to %f Hz the length is exact, and n valid frames give n frames at the new rate', (fromRate, toRate) => {
  for (const frames of [1, 2, 37, 60, 64]) {
    for (const valid of [frames, Math.ceil(frames / 2), 0]) {
      const mask = Array.from({ length: frames }, (_, frame) => (frame < valid ? 1 : 0));
      const output = align(Array.from(randomArray(frames, 3)), { filter: [0.5, 1, 0.5], mask, fromRate, toRate });
      const expected = (count: number) => Math.ceil((count * toRate) / fromRate - 1e-9);
      expect(output.mask).toEqual(Array.from({ length: expected(frames) }, (_, frame) => (frame < expected(valid) ? 1 : 0)));
    }
  }
});

test('between whole ratios it is a strided convolution: the filter at every other frame', () => {
  const frames = [1, 2, 4, 8, 16, 32, 64, 128, 256];
  expect(align(frames, { filter: [1, 0, 0, 0, 10], bias: 0.5, fromRate: 50, toRate: 25 }).values.slice(1, 4)).toEqual([161.5, 644.5, 2576.5]);
});

test('a window with some valid frames is scaled by their share, so that ends are as loud as the middle', () => {
  expect(align([3, 3, 3], { filter: [1, 0, 0], fromRate: 25, toRate: 25, mask: [1, 1, 0] }).values).toEqual([0, 4.5, 0]);
});

test.each([[50, 30], [10, 33], [100, 29.97]])('a ramp at %f Hz stays the same ramp in seconds at %f Hz', (fromRate, toRate) => {
  const frames = Array.from({ length: 40 }, (_, frame) => frame / fromRate);
  const { values } = align(frames, { filter: [1], fromRate, toRate });
  const inside = values.slice(0, Math.floor((38 / fromRate) * toRate));
  inside.forEach((value, frame) => expect(value).toBeCloseTo(frame / toRate, 4));
});

test('a constant stays constant up to the ends and beside missing frames, since sums are normalised by the mask', () => {
  const mask = [1, 1, 1, 0, 0, 1, 1, 1, 1, 1];
  const { values, mask: valid } = align(mask.map((on) => (on ? 2 : 99)), { filter: [1 / 3, 1 / 3, 1 / 3], mask, fromRate: 50, toRate: 30 });
  expect(values.filter((_, frame) => valid[frame] === 1)).toEqual(new Array(valid.filter(Boolean).length).fill(2));
});

test.each(RATES)('from %f Hz to %f Hz no padded or missing frame leaks into the output', (fromRate, toRate) => {
  const mask = Array.from({ length: 40 }, (_, frame) => (frame < 25 && frame % 7 !== 3 ? 1 : 0));
  const output = (strange: number) => align(mask.map((on, frame) => (on ? Math.sin(frame) : strange)), { filter: [0.3, -0.8, 0.4, 1, 0.2], mask, bias: 0.7, fromRate, toRate });
  expect(output(1e6)).toEqual(output(0));
  const { values, mask: valid } = output(0);
  expect(values.every((value, frame) => valid[frame] === 1 || value === 0)).toBe(true);
});

test('what the filter does not reach is masked, though a valid frame is on: one tap sees every other frame only', () => {
  expect(align([5, 6, 7, 8], { filter: [1], bias: 1, mask: [0, 1, 1, 1], fromRate: 50, toRate: 25 })).toEqual({ values: [0, 8], mask: [0, 1] });
});

test('rates whose quotient is a hair off a whole number are taken for that number', () => {
  const third = { filter: [1], mask: [1, 0, 0, 0, 1, 1], fromRate: 0.3, toRate: 0.1, length: 3 };
  expect(align([5, 6, 7, 8, 9, 10], third)).toEqual({ values: [5, 0, 0], mask: [1, 0, 0] });
  const whole = { filter: [1, 1, 1, 1, 1, 1, 1], mask: [0, 0, 0, 1, 1, 1], fromRate: 1.05, toRate: 0.35 };
  expect(align([5, 6, 7, 8, 9, 10], whole).mask).toEqual([0, 1]);
});

test('a wanted length cuts the end or masks what lies beyond it', () => {
  const options = { filter: [1], fromRate: 25, toRate: 25 };
  expect(align([1, 2, 3], { ...options, length: 2 })).toEqual({ values: [1, 2], mask: [1, 1] });
  expect(align([1, 2, 3], { ...options, length: 5 })).toEqual({ values: [1, 2, 3, 0, 0], mask: [1, 1, 1, 0, 0] });
});

test('the number of parameters depends on the stride, not on the fraction', () => {
  const sizes = ([fromRate, toRate]: readonly [number, number]) =>
    declare((scope, { x, mask }) => convolutionalAlignment(scope, { values: x!, mask: mask! }, { fromRate, toRate, channels: 4 }), { x: { dims: [2, 90, 3] }, mask: { dims: [2, 90] } }).parameters.map(({ shape }) => shape.join('×'));
  expect([[50, 30], [29.97, 50], [100, 30], [0.3, 0.1]].map((rates) => sizes(rates as [number, number]))).toEqual([['3×3×4', '4'], ['3×3×4', '4'], ['7×3×4', '4'], ['7×3×4', '4']]);
});

test.each([[0, 25, 3, /rates 0 and 25/], [50, 25, 4, /4 taps has no middle/]])('rates of %f and %f Hz with %i taps are refused', (fromRate, toRate, size, message) => {
  const input = { values: tf.ones([1, 4, 1]), mask: tf.ones([1, 4]) };
  expect(() => convolutionalAlignment(eagerScope(), input, { fromRate, toRate, size, channels: 1 })).toThrow(message);
});

test.each([[50, 30], [50, 25], [10, 33]])('from %f Hz to %f Hz the gradients of frames, filter and bias are the slopes of finite differences', (fromRate, toRate) => {
  const mask = tf.tensor2d([1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0], [2, 6]);
  const target = (parts: readonly Tensor[]) => {
    const scope = eagerScope({ parameters: new Map([['filter', parts[1]!], ['bias', parts[2]!]]) });
    return tf.sum(tf.sin(convolutionalAlignment(scope, { values: parts[0]!, mask }, { fromRate, toRate, channels: 2, size: 3 }).values));
  };
  const parts = [tf.tensor3d(randomArray(36, 3), [2, 6, 3]), tf.tensor3d(randomArray(18, 5), [3, 3, 2]), tf.tensor1d(randomArray(2, 7))];
  const gradients = tf.grads((...given: Tensor[]) => target(given))(parts);
  parts.forEach((part, index) => {
    const direction = tf.tensor(randomArray(part.size, 11), part.shape);
    const along = (step: number) => target(parts.map((each, at) => (at === index ? tf.add(each, tf.mul(direction, step)) : each))).dataSync()[0]!;
    expect((along(0.01) - along(-0.01)) / 0.02).toBeCloseTo(tf.sum(tf.mul(gradients[index]!, direction)).dataSync()[0]!, 2);
  });
});

/** Learns to reproduce, at 25 Hz, a signal that the input shows at 50 Hz three frames, 60 ms, later. */
function delayed(options: Partial<ConvolutionalAlignmentOptions> = {}): { readonly step: TrainingStepOptions; readonly batch: Record<string, Float32Array> } {
  const [clips, frames] = [8, 60];
  const signal = randomArray(clips * (frames + 4), 21);
  const at = (clip: number, frame: number) => signal[clip * (frames + 4) + frame]!;
  const x = Float32Array.from({ length: clips * frames }, (_, index) => at(Math.floor(index / frames), index % frames));
  const y = Float32Array.from({ length: clips * 30 }, (_, index) => at(Math.floor(index / 30), Math.min(frames - 1, (index % 30) * 2 + 3)));
  const mask = Float32Array.from({ length: clips * frames }, (_, index) => (index % frames < 50 ? 1 : 0));
  return {
    step: {
      name: 'delay',
      batch: { x: { dims: [clips, frames, 1] }, y: { dims: [clips, 30] }, mask: { dims: [clips, frames] } },
      optimizer: adam(),
      loss(scope, batch) {
        const { values, mask: valid } = convolutionalAlignment(scope, { values: batch.x!, mask: batch.mask! }, { fromRate: 50, toRate: 25, channels: 1, size: 9, ...options });
        // The last valid frames look three frames beyond the mask
        const known = tf.mul(valid, tf.tensor1d(Array.from({ length: 30 }, (_, frame) => (frame > 1 && frame < 22 ? 1 : 0))));
        return { loss: tf.div(tf.sum(tf.mul(tf.square(tf.sub(tf.squeeze(values, [2]), batch.y!)), known)), tf.sum(known)) };
      },
    },
    batch: { x, y, mask },
  };
}

test('it learns a delay: the tap three frames later becomes 1, the others 0', async () => {
  const { step, batch } = delayed();
  await using trainer = openEagerTrainer(step, { seed: 1 });
  const { loss } = await trainer.train(new Array(150).fill(batch), new Array<number>(150).fill(0.03));
  expect(loss!.at(-1)).toBeLessThan(1e-3);
  const { tensors } = await trainer.save();
  Array.from(tensors['parameter:filter']!.data).forEach((tap, index) => expect(tap).toBeCloseTo(index === 7 ? 1 : 0, 1));
});

test('compiled, it takes the same steps', async () => {
  const { step, batch } = delayed({ toRate: 24.9, length: 30 });
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using compiled = await openTrainer(compileTrainingStep(step), { runtime, seed: 1 });
  await using eager = openEagerTrainer(step, { seed: 1 });
  const [first, second] = await Promise.all([compiled, eager].map((trainer) => trainer.train(new Array(5).fill(batch), new Array<number>(5).fill(0.03))));
  first!.loss!.forEach((value, index) => expect(value).toBeCloseTo(second!.loss![index]!, 5));
});
