import tf from '@tensorflow/tfjs';
import { runsKernel } from './runs-kernel.ts';
import type { Tensor } from '@tensorflow/tfjs';

const KERNEL = 'AffektLayerNorm';

// With c = x − mean, s = 1/deviation: dx = s · (g∘dy − mean(g∘dy) − c · s² · mean(g∘dy∘c)), each mean along the last axis
tf.registerGradient({
  kernelName: KERNEL,
  inputsToSave: ['x', 'gain'],
  outputsToSave: [false, true, true],
  gradFunc(changes, saved) {
    const [dy] = changes as Tensor[] as [Tensor];
    const [x, gain, mean, inverse] = saved as [Tensor, Tensor, Tensor, Tensor];
    const size = gain.size;
    const centred = tf.sub(x, mean);
    const weighted = tf.mul(dy, centred);
    const share = tf.reshape(tf.div(gain, size), [size, 1]);
    const along = (tensor: Tensor) => tf.reshape(tf.matMul(tf.reshape(tensor, [-1, size]), share), mean.shape);
    return {
      x: () => {
        const slope = tf.mul(tf.mul(along(weighted), inverse), inverse);
        return tf.mul(tf.sub(tf.sub(tf.mul(dy, gain), tf.mul(centred, slope)), along(dy)), inverse);
      },
      gain: () => tf.reshape(tf.matMul(tf.reshape(inverse, [1, -1]), tf.reshape(weighted, [-1, size])), [size]),
      bias: () => tf.sum(tf.reshape(dy, [-1, size]), 0),
    };
  },
});

/**
 * Returns `x` normalised along its last axis, then scaled and shifted (Ba et al., 2016): `(x − mean) / √(variance + epsilon) · gain + bias`,
 * with the variance over D (not D − 1).
 *
 * @param x shape `[..., D]`
 * @param gain shape `[D]`
 * @param bias shape `[D]`
 * @returns the shape of `x`
 */
export function layerNorm(x: Tensor, gain: Tensor, bias: Tensor, epsilon = 1e-5): Tensor {
  if (runsKernel(KERNEL)) return tf.engine().runKernel<Tensor[]>(KERNEL, { x, gain, bias }, { epsilon })[0]!;
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, epsilon))), gain), bias);
}
