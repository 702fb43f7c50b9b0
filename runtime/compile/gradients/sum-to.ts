import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** Returns `x` summed over the axes along which a tensor of shape `shape` was repeated to its shape. */
export function sumTo(x: Tensor, shape: number[]): Tensor {
  const axes = tf.backend_util.getReductionAxes(shape, x.shape);
  return axes.length === 0 ? x : x.sum(axes).reshape(shape);
}
