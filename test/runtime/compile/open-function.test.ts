import tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { openFunction } from '../../../runtime/compile/open-function.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { float32 } from '../../../runtime/tensor.ts';

test('a function of tensors is called like one, for any batch', async () => {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
  await using double = await openFunction(({ x }) => ({ y: tf.mul(x!, 2) }), { name: 'double', inputs: { x: { dims: ['batch', 2] } } }, runtime);
  expect(await double({ x: float32(Float32Array.of(1, 2), 1, 2) })).toEqual({ y: float32(Float32Array.of(2, 4), 1, 2) });
  expect(await double({ x: float32(Float32Array.of(1, 2, 3, 4), 2, 2) })).toEqual({ y: float32(Float32Array.of(2, 4, 6, 8), 2, 2) });
});
