import tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import golden from './golden/attention-seq.json' with { type: 'json' };
import { byRule } from './by-rule.ts';
import { overfit } from './overfit.ts';
import { ruleScope } from './rule-scope.ts';
import type { ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { Tensor } from '@tensorflow/tfjs';

beforeAll(onTfjsCpu);

/** The clips of the golden file; what the masks hide is garbage. */
function clips(): ModalityInputs {
  const inputs = Object.entries(golden.masks).map(([name, rows]) => {
    const mask = tf.tensor2d(rows);
    const values = byRule(`input/${name}`, [...mask.shape, golden.sizes[name as keyof typeof golden.sizes]]);
    return [name, { values: tf.add(values, tf.mul(1000, tf.sub(1, tf.expandDims(mask, 2)))), mask }] as const;
  });
  return Object.fromEntries(inputs);
}

function expectClose(actual: Tensor, expected: readonly number[]): void {
  const found = [...actual.dataSync()];
  expect(found).toHaveLength(expected.length);
  found.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));
}

test.each(golden.cases)('with softmax $softmax it gives the frames, clips and weights of its formula in PyTorch (trap 19)', ({ softmax, parameters, ...expected }) => {
  const model = FUSION_MODELS['attention-seq'].create({ hidden: golden.hidden, softmax });
  const declared = new Map<string, Tensor>();
  const frames = model.fuse(ruleScope({ parameters: declared }), clips(), 'frame');
  expectClose(frames.features, expected.frames);
  expectClose(frames.weights!, expected.weights);
  expectClose(model.fuse(ruleScope(), clips(), 'clip').features, expected.clip);
  expect([...declared.values()].reduce((sum, { size }) => sum + size, 0)).toBe(parameters);
});

test('clips in which everything is missing have finite features and gradients', () => {
  const model = FUSION_MODELS['attention-seq'].create({ hidden: golden.hidden });
  const gradient = tf.grad((values: Tensor) => {
    const { features } = model.fuse(ruleScope(), { audio: { values, mask: tf.zeros([2, 3]) } }, 'clip');
    return tf.sum(features);
  });
  expectClose(gradient(byRule('input/audio', [2, 3, 4])), new Array<number>(24).fill(0));
});

describe('compiled', () => {
  let runtime: Runtime;
  beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 })));
  afterAll(() => runtime[Symbol.asyncDispose]());

  test('it learns 32 random clips by heart', async () => {
    const model = FUSION_MODELS['attention-seq'].create({ hidden: 16, dropout: 0 });
    const losses = await overfit(model, { runtime, sizes: { audio: 6, text: 5, video: 7 }, frames: 6, steps: 150, rate: 0.02 });
    expect(losses[0]).toBeGreaterThan(0.8);
    expect(losses.at(-1)).toBeLessThan(0.02);
  });
});
