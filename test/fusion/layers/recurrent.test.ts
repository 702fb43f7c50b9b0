import { readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { compile } from '../../../runtime/compile/compile.ts';
import { gru } from '../../../fusion/layers/gru.ts';
import { lstm } from '../../../fusion/layers/lstm.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { runOnnx } from '../../runtime/compile/run-onnx.ts';
import type { RecurrentLayerOptions } from '../../../fusion/layers/recurrent-options.ts';
import type { Scope } from '../../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

interface Golden {
  readonly shape: { readonly T: number; readonly B: number; readonly I: number; readonly H: number };
  readonly cases: readonly GoldenCase[];
}

interface GoldenCase {
  readonly kind: 'lstm' | 'gru';
  readonly both: boolean;
  readonly lengths: readonly number[];
  readonly x: number[];
  readonly slopes: number[];
  readonly slopesLast: number[];
  readonly weights: Readonly<Record<string, number[]>>;
  readonly states: number[];
  readonly last: number[];
  readonly gradients: Readonly<Record<string, number[]>>;
}

const golden = JSON.parse(readFileSync(new URL('golden/recurrent.json', import.meta.url), 'utf8')) as Golden;
const { T, B, I, H } = golden.shape;
const titled = golden.cases.map((each) => [each.kind, each.both ? 'both ways with padding' : 'forward', each] as const);

beforeAll(() => onTfjsCpu());

test.each(titled)('%s %s gives PyTorch\'s states, final states and gradients on tfjs', (_kind, _way, each) => {
  const results = evaluate(each, Object.fromEntries(Object.entries(feedsOf(each)).map(([name, { data, dims }]) => [name, tf.tensor(data, dims)])));
  for (const [name, expected] of Object.entries(expectedOf(each))) expect(worst([...results[name]!.dataSync()], expected), name).toBeLessThan(1e-5);
});

test.each(titled)('%s %s gives PyTorch\'s states, final states and gradients when compiled', async (_kind, _way, each) => {
  const feeds = feedsOf(each);
  const inputs = Object.fromEntries(Object.entries(feeds).map(([name, { dims }]) => [name, { dims }]));
  const results = await runOnnx(compile((tensors) => evaluate(each, tensors), { name: each.kind, inputs }), feeds);
  for (const [name, expected] of Object.entries(expectedOf(each))) expect(worst(results[name]!.data, expected), name).toBeLessThan(1e-5);
});

function expectedOf({ states, last, gradients }: GoldenCase): Record<string, number[]> {
  return { states, last, ...Object.fromEntries(Object.entries(gradients).map(([name, values]) => [`d_${name}`, values])) };
}

function feedsOf({ both, weights, x, slopes, slopesLast, lengths, kind }: GoldenCase): Record<string, { data: Float32Array; dims: number[] }> {
  const [directions, rows] = [both ? 2 : 1, (kind === 'lstm' ? 4 : 3) * H];
  const feed = (data: readonly number[], dims: number[]) => ({ data: Float32Array.from(data), dims });
  return {
    x: feed(x, [B, T, I]),
    mask: feed(lengths.flatMap((length) => Array.from({ length: T }, (_, at) => Number(at < length))), [B, T]),
    slopes: feed(slopes, [B, T, directions * H]),
    slopesLast: feed(slopesLast, [B, directions * H]),
    weight: feed(weights.weight!, [directions, rows, I]),
    recurrence: feed(weights.recurrence!, [directions, rows, H]),
    bias: feed(weights.bias!, [directions, 2 * rows]),
  };
}

/** Runs the layer and the gradients of its outputs' weighted sum. */
function evaluate({ kind, both }: GoldenCase, { x, mask, slopes, slopesLast, ...weights }: Record<string, Tensor>): Record<string, Tensor> {
  const layer = (frames: Tensor, tensors: Record<string, Tensor>) => {
    const scope = { parameter: (name: string) => tensors[name]! } as unknown as Scope;
    const options: RecurrentLayerOptions = { hidden: H, direction: both ? 'both' : 'forward', ...(both && { mask: mask! }) };
    return kind === 'lstm' ? lstm(scope, frames, options) : gru(scope, frames, options);
  };
  const names = Object.keys(weights);
  const score = (frames: Tensor, ...parameters: Tensor[]) => {
    const { states, last } = layer(frames, Object.fromEntries(names.map((name, index) => [name, parameters[index]!])));
    return tf.sum(states.mul(slopes!)).add(tf.sum(last.mul(slopesLast!)));
  };
  const [dx, ...others] = tf.grads(score)([x!, ...Object.values(weights)]);
  const { states, last } = layer(x!, weights);
  return { states, last, d_x: dx!, ...Object.fromEntries(names.map((name, index) => [`d_${name}`, others[index]!])) };
}

/** Returns the greatest difference, relative where numbers are large. */
function worst(actual: readonly number[], expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return actual.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!) / (1 + Math.abs(expected[index]!))), 0);
}
