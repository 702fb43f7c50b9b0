import tf from '@tensorflow/tfjs';
import { elementwise } from '../elementwise.ts';
import { kernel, type KernelTable } from '../kernel.ts';
import { permute } from '../permute.ts';
import { activate, type Fused, type FusedAttributes } from './fused-activation.ts';
import type { Recorder } from '../recorder.ts';
import type { TensorInfo } from '@tensorflow/tfjs';

interface ProductInputs extends Fused {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

interface ProductAttributes extends FusedAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function multiply(recorder: Recorder, { a, b }: ProductInputs, { transposeA, transposeB }: ProductAttributes): TensorInfo {
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const traced = [a, b].every((tensor) => recorder.constantOf(tensor) === undefined);
  if (traced && a.shape.length === 2 && b.shape.length === 2 && (transposeA || transposeB)) {
    // Without a transposition ONNX Runtime makes a Gemm of the MatMul itself, together with a sum that follows
    const product = recorder.emit('Gemm', [recorder.name(a), recorder.name(b)], { transA: Number(transposeA), transB: Number(transposeB) });
    return recorder.result(product, [rows, columns], a.dtype);
  }
  const name = recorder.emit('MatMul', [operand(recorder, a, transposeA), operand(recorder, b, transposeB)]);
  return recorder.result(name, [...batch, rows, columns], a.dtype);
}

function operand(recorder: Recorder, tensor: TensorInfo, transpose: boolean): string {
  if (!transpose) return recorder.name(tensor);
  const rank = tensor.shape.length;
  const axes = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  const constant = recorder.constantOf(tensor);
  if (constant === undefined) return recorder.emit('Transpose', [recorder.name(tensor)], { perm: axes });
  const { data, dims } = permute(constant, tensor.shape, axes);
  return recorder.constant(data, dims);
}

/** Matrix products, with what tfjs fuses into them. */
export const products: KernelTable = {
  BatchMatMul: kernel<ProductInputs, ProductAttributes>(multiply),
  _FusedMatMul: kernel<ProductInputs, ProductAttributes>((recorder, inputs, attributes) => {
    const product = multiply(recorder, inputs, attributes);
    const { bias } = inputs;
    const biased = bias === undefined ? product : elementwise(recorder, [product, bias], product.dtype, (x, y) => recorder.emit('Add', [x, y]));
    return activate(recorder, biased, { ...inputs, ...attributes });
  }),
};
