import tf from '@tensorflow/tfjs';
import { runsKernel } from './runs-kernel.ts';
import type { Tensor } from '@tensorflow/tfjs';

const KERNEL = 'AffektGelu';

tf.registerGradient({
  kernelName: KERNEL,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.engine().runKernel('AffektGeluGradient', { x: x!, dy: dy as Tensor }) }),
});

/** Returns the Gaussian error linear unit (Hendrycks and Gimpel, 2016) of each element: `x · Φ(x) = x / 2 · (1 + erf(x / √2))`, exactly. */
export function gelu(x: Tensor): Tensor {
  if (runsKernel(KERNEL)) return tf.engine().runKernel(KERNEL, { x });
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
}
