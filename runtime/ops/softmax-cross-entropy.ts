import tf from '@tensorflow/tfjs';
import { runsKernel } from './runs-kernel.ts';
import type { Tensor } from '@tensorflow/tfjs';

const KERNEL = 'AffektSoftmaxCrossEntropy';

tf.registerGradient({
  kernelName: KERNEL,
  inputsToSave: ['targets'],
  outputsToSave: [false, true],
  gradFunc(changes, saved) {
    const [targets, logProbabilities] = saved as [Tensor, Tensor];
    const change = tf.expandDims((changes as Tensor[])[0]!, -1);
    return {
      logits: () => tf.mul(tf.sub(tf.mul(tf.exp(logProbabilities), tf.sum(targets, -1, true)), targets), change),
      targets: () => tf.mul(tf.neg(logProbabilities), change),
    };
  },
});

/**
 * Returns the cross-entropy of each row: `−Σ targets · log softmax(logits)`.
 *
 * @param logits shape `[..., C]`
 * @param targets shape `[..., C]`: one-hot, smoothed, or weighted rows
 * @returns shape `[...]`
 */
export function softmaxCrossEntropy(logits: Tensor, targets: Tensor): Tensor {
  if (runsKernel(KERNEL)) return tf.engine().runKernel<Tensor[]>(KERNEL, { logits, targets })[0]!;
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), -1));
}
