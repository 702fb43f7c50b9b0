import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { transformerLayer } from '../../../fusion/layers/transformer-layer.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import { eagerScope } from './eager-scope.ts';

beforeAll(() => onTfjsCpu());

test('every parameter of a transformer layer gets a gradient', () => {
  const parameters = new Map<string, tf.Tensor>();
  const x = tf.randomNormal([2, 5, 8], 0, 1, 'float32', 3);
  const mask = tf.tensor2d([1, 1, 1, 1, 1, 1, 1, 1, 0, 0], [2, 5]);
  const run = () => transformerLayer(eagerScope({ parameters }), x, { heads: 2, mask, rotaryBase: 10000, window: 2, causal: true });
  expect(run().shape).toEqual([2, 5, 8]);
  const names = [...parameters.keys()];
  const gradients = tf.grads((...values: tf.Tensor[]) => {
    names.forEach((name, index) => parameters.set(name, values[index]!));
    return run().square().sum();
  })([...parameters.values()]);
  const silent = names.filter((_, index) => gradients[index]!.abs().max().dataSync()[0] === 0);
  expect(silent).toEqual([]);
});
