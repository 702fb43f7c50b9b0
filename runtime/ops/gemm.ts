import tf from '@tensorflow/tfjs';
import { runsKernel } from './runs-kernel.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What a product may do besides. */
export interface GemmOptions {
  /** Shape `[columns]`, added to each row. */
  readonly bias?: Tensor | undefined;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

const KERNEL = 'AffektGemm';

tf.registerGradient({
  kernelName: KERNEL,
  inputsToSave: ['a', 'b'],
  gradFunc(change, saved) {
    const [dy, [a, b]] = [change as Tensor, saved as [Tensor, Tensor]];
    return {
      a: () => gemm(dy, b, { transposeB: true }),
      b: () => gemm(a, dy, { transposeA: true }),
      bias: () => tf.sum(dy, 0),
    };
  },
});

/** Returns the product of two matrices; differentiable where neither is transposed. */
export function gemm(a: Tensor, b: Tensor, { bias, transposeA = false, transposeB = false }: GemmOptions = {}): Tensor {
  if (runsKernel(KERNEL)) return tf.engine().runKernel(KERNEL, { a, b, ...(bias === undefined ? {} : { bias }) }, { transposeA, transposeB });
  const product = tf.matMul(a, b, transposeA, transposeB);
  return bias === undefined ? product : tf.add(product, bias);
}
