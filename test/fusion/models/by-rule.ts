import tf from '@tensorflow/tfjs';
import { eagerScope } from '../layers/eager-scope.ts';
import type { FusionModel, ModalityInputs } from '../../../fusion/models/fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns numbers that a Python script can make too: element j of the array `name` is 2 sin(c + 1.7 j) / √(first dimension), c being the sum
 * of the name's character codes modulo 97; gains have 1 added.
 */
export function byRule(name: string, shape: readonly number[]): Tensor {
  const start = Buffer.from(name).reduce((sum, code) => sum + code, 0) % 97;
  const offset = name.endsWith('gain') ? 1 : 0;
  const size = shape.reduce((product, dim) => product * dim, 1);
  return tf.tensor(Float32Array.from({ length: size }, (_, index) => (2 * Math.sin(start + 1.7 * index)) / Math.sqrt(shape[0]!) + offset), [...shape]);
}

/** Returns the names and shapes of the parameters that the model declares. */
export function declaredBy(model: FusionModel, inputs: ModalityInputs): Map<string, readonly number[]> {
  const parameters = new Map<string, Tensor>();
  tf.tidy(() => void model.fuse(eagerScope({ parameters }), inputs, 'clip'));
  return new Map([...parameters].map(([name, { shape }]) => [name, shape]));
}
