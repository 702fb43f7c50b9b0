import { open } from 'node:fs/promises';
import { readTensor } from '../read-tensor.ts';
import type { DocumentTensor } from '../surgery/onnx-document.ts';

const FLOAT = 1;

/** Whether a constant is of float32. */
export function isFloat(tensor: Pick<DocumentTensor, 'type'>): boolean {
  return tensor.type === FLOAT;
}

/** Returns how many values a constant has. */
export function countOf({ dims }: Pick<DocumentTensor, 'dims'>): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** Resolves with the values of a constant of float32, in a new array. */
export async function readFloats(tensor: DocumentTensor): Promise<Float32Array> {
  if (tensor.external === undefined) return readTensor(tensor.bytes).data as Float32Array;
  const { path, offset, length } = tensor.external;
  const bytes = new Uint8Array(length);
  await using file = await open(path);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, offset + at);
    if (bytesRead === 0) throw new Error(`${path} has become shorter while it was read`);
    at += bytesRead;
  }
  return new Float32Array(bytes.buffer);
}
