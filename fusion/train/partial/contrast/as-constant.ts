import tf from '@tensorflow/tfjs';
import { withoutGradient } from '../../../models/without-gradient.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns what `make` gives, as a constant: no gradient is taken of anything that it computes. */
export function asConstant(make: () => Tensor): Tensor {
  return withoutGradient(make, tf.scalar(0));
}
