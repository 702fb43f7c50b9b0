import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import { writeModel } from '../../../../runtime/onnx/write-model.ts';
import type { Runtime } from '../../../../runtime/runtime.ts';
import { float32 } from '../../../../runtime/tensor.ts';
import { randomFor } from '../../../../runtime/train/random.ts';
import { CLASS_OF, CLASSES, EMOTIONS } from '../../../../scripts/voice-head/classes.ts';
import { fitNetwork, type NetworkPlan } from '../../../../scripts/voice-head/fit-network.ts';
import { headModel } from '../../../../scripts/voice-head/head-model.ts';
import { predictNetwork } from '../../../../scripts/voice-head/predict-network.ts';

const PLAN: NetworkPlan = { classes: 8, members: 2, hidden: 12, dropout: { features: 0.1, hidden: 0.2 }, smoothing: 0.1, decay: 0.01, rate: 0.01, epochs: 12, batch: 16, seed: 3 };
const { normal } = randomFor(1, 'examples');
const labels = Array.from({ length: 160 }, (_, i) => i % 8);
/** Eight clouds far from the origin, the first feature 100 times as wide as the others. */
const features = labels.map((label) => Float32Array.from({ length: 10 }, (_, d) => (d === 0 ? 100 : 1) * (5 + normal() + (d === label ? 4 : 0))));
const data = { features, labels, weights: labels.map(() => 1) };

let runtime: Runtime;
beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 })));
afterAll(() => runtime[Symbol.asyncDispose]());

const best = (values: ArrayLike<number>) => Array.from(values).indexOf(Math.max(...Array.from(values)));

test('a network learns what its features say', async () => {
  const network = await fitNetwork(data, PLAN, runtime);
  const right = features.filter((row, i) => best(predictNetwork(network, row)) === labels[i]);
  expect(right.length).toBeGreaterThan(0.9 * features.length);
});

test('the same plan and examples give the same bytes, another seed gives others', async () => {
  const bytes = async (plan: NetworkPlan) => Buffer.from(writeModel(headModel(await fitNetwork(data, plan, runtime), {}))).toString('hex');
  expect(await bytes(PLAN)).toBe(await bytes(PLAN));
  expect(await bytes(PLAN)).not.toBe(await bytes({ ...PLAN, seed: 4 }));
});

test('an example without weight teaches nothing', async () => {
  const weights = labels.map((label) => Number(label !== 7));
  const network = await fitNetwork({ ...data, weights }, { ...PLAN, smoothing: 0 }, runtime);
  expect(features.filter((row) => best(predictNetwork(network, row)) === 7)).toEqual([]);
});

test('the file gives what the network gives, calm added to neutral', async () => {
  const network = await fitNetwork(data, PLAN, runtime);
  await using session = await runtime.open(writeModel(headModel(network, {})), { name: 'head' });
  const rows = [features[0]!, features[7]!, features[3]!.map((value) => 1e4 * value)];
  const { probabilities } = await session.run({ features: float32(Float32Array.from(rows.flatMap((row) => [...row])), 3, 10) });
  rows.forEach((row, i) => {
    const emotions = predictNetwork(network, row);
    CLASSES.forEach((_, c) => {
      const expected = EMOTIONS.reduce((sum, _emotion, e) => sum + (CLASS_OF[e] === c ? emotions[e]! : 0), 0);
      expect(Number(probabilities!.data[i * CLASSES.length + c])).toBeCloseTo(expected, 5);
    });
  });
});
