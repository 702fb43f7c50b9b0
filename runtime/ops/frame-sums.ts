import tf from '@tensorflow/tfjs';
import type { RecurrentWeights } from './recurrent-weights.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns what the inputs add to the gates, `W x[t] + bias`: shape `[T, D, B, G·H]`, each direction in its own order of time.
 *
 * @param x shape `[T, B, I]`
 * @param bias shape `[D, G·H]`
 * @param backward for each direction whether it goes backward in time
 */
export function frameSums(x: Tensor, { weight, bias }: Pick<RecurrentWeights, 'weight' | 'bias'>, backward: readonly boolean[]): Tensor {
  const [length, batch, size] = x.shape as [number, number, number];
  const gates = weight.shape[1]!;
  const sums = backward.map((turned, index) => {
    const rows = (turned ? tf.reverse(x, 0) : x).reshape([length * batch, size]);
    const own = weight.slice([index, 0, 0], [1, gates, size]).reshape([gates, size]);
    return tf.matMul(rows, own, false, true).add(bias.slice([index, 0], [1, gates])).reshape([length, 1, batch, gates]);
  });
  return tf.concat(sums, 1);
}
