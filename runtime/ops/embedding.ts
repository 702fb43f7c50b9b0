import tf from '@tensorflow/tfjs';
import { runsKernel } from './runs-kernel.ts';
import type { Tensor } from '@tensorflow/tfjs';

const KERNEL = 'AffektEmbedding';

tf.registerGradient({
  kernelName: KERNEL,
  inputsToSave: ['table', 'indices'],
  gradFunc(dy, saved) {
    const [table, indices] = saved as [Tensor, Tensor];
    return {
      table: () => tf.engine().runKernel('AffektEmbeddingGradient', { dy: dy as Tensor, indices }, { size: table.shape[0] }),
      indices: () => tf.zerosLike(indices),
    };
  },
});

/**
 * Returns the rows of `table` that `indices` name.
 *
 * @param table shape `[V, D]`
 * @param indices int32 in [0, V), any shape `[...]`; others are an error when a compiled graph runs, and undefined on tfjs
 * @returns shape `[..., D]`
 */
export function embedding(table: Tensor, indices: Tensor): Tensor {
  return runsKernel(KERNEL) ? tf.engine().runKernel(KERNEL, { table, indices }) : tf.gather(table, indices);
}
