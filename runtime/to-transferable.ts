import type { Tensor } from './tensor.ts';

/** Tensors ready for `postMessage`, with the buffers to hand over. */
export interface Transferable {
  readonly tensors: Record<string, Tensor>;
  readonly transfer: ArrayBuffer[];
}

/**
 * Returns the same tensors with the buffers that can change threads. A tensor that is only a part of its buffer, shares it
 * with another tensor, or lies in shared memory (which ONNX Runtime refuses) is copied, so that nobody else loses data.
 */
export function toTransferable(tensors: Readonly<Record<string, Tensor>>): Transferable {
  const transfer: ArrayBuffer[] = [];
  const moved: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(tensors)) {
    const { buffer, byteLength } = tensor.data;
    const whole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && !transfer.includes(buffer);
    moved[name] = whole ? tensor : ({ ...tensor, data: tensor.data.slice() } as Tensor); // The union does not follow `slice`
    transfer.push(moved[name].data.buffer as ArrayBuffer); // `slice` always allocates an ArrayBuffer
  }
  return { tensors: moved, transfer };
}
