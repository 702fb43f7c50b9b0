import { ELEMENT_BYTES, ELEMENT_TYPES } from '../model.ts';
import { intField, intsField, textField, type Pieces } from '../protobuf.ts';
import type { StreamedInitializer } from './streamed-model.ts';

/** Yields the pieces of a weight with the byte at which each begins. Throws a RangeError unless they are together as many as its shape takes; the signal's reason. */
export async function* piecesOf(weight: StreamedInitializer, signal: AbortSignal | undefined): AsyncGenerator<{ readonly piece: Uint8Array; readonly at: number }> {
  const bytes = bytesOf(weight);
  let at = 0;
  for await (const piece of weight.pieces()) {
    signal?.throwIfAborted();
    if (at + piece.length > bytes) throw new RangeError(`${weight.name}: ${weight.type} of shape [${weight.dims.join(', ')}] takes ${bytes} bytes, and more came`);
    yield { piece, at };
    at += piece.length;
  }
  if (at < bytes) throw new RangeError(`${weight.name}: ${weight.type} of shape [${weight.dims.join(', ')}] takes ${bytes} bytes, and ${at} came`);
}

/** Returns a TensorProto without its values. */
export function headOf({ name, type, dims }: StreamedInitializer): Pieces {
  return [...(dims.length === 0 ? [] : intsField(1, dims)), ...intField(2, ELEMENT_TYPES[type]), ...textField(8, name)];
}

/** Returns how many bytes the values of a weight take. */
export function bytesOf({ type, dims }: StreamedInitializer): number {
  return ELEMENT_BYTES[type] * dims.reduce((product, dim) => product * dim, 1);
}
