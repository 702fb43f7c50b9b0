import { kernel, type KernelTable } from '../kernel.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface GemmInputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo;
}

/** Matrix products of rank 2 with transposition and bias in one node. */
export const fusedProducts: KernelTable = {
  AffektGemm: kernel<GemmInputs, { transposeA: boolean; transposeB: boolean }>((recorder, { a, b, bias }, { transposeA, transposeB }) => {
    const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
    const inputs = [a, b, ...(bias === undefined ? [] : [bias])].map((tensor) => recorder.name(tensor));
    return recorder.result(recorder.emit('Gemm', inputs, { transA: Number(transposeA), transB: Number(transposeB) }), shape, 'float32');
  }),
};
