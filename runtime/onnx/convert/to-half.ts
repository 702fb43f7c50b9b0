/// <reference lib="esnext.float16" />
import { newNode, newTensor } from '../surgery/new-parts.ts';
import type { DocumentNode, DocumentTensor, OnnxDocument } from '../surgery/onnx-document.ts';
import { FEWEST_VALUES, type Converted } from './converted.ts';
import { countOf, isFloat, readFloats } from './float-values.ts';

const FLOAT = 1;
const LARGEST_HALF = 65504;

/**
 * Resolves with a document that stores its large weights of float32 as float16. They are widened once, when the file is loaded: the file takes half the room, and a run as
 * much time and memory as before. Weights that float16 cannot hold stay.
 *
 * @throws the signal's reason
 */
export async function toHalf(document: OnnxDocument, signal?: AbortSignal): Promise<Converted> {
  const casts: DocumentNode[] = [];
  const tensors: DocumentTensor[] = [];
  const fixed = new Set(document.defaults.map(({ name }) => name));
  for (const tensor of document.tensors) {
    signal?.throwIfAborted();
    const half = !isFloat(tensor) || fixed.has(tensor.name) || countOf(tensor) < FEWEST_VALUES ? undefined : halve(tensor, await readFloats(tensor));
    tensors.push(half ?? tensor);
    if (half !== undefined) casts.push(newNode({ op: 'Cast', inputs: [half.name], outputs: [tensor.name], name: `${half.name}/widen`, attributes: { to: FLOAT } }));
  }
  const left = document.tensors.filter(isFloat).length - casts.length;
  return { document: { ...document, tensors, nodes: [...casts, ...document.nodes] }, changed: casts.length, left };
}

function halve({ name, dims }: DocumentTensor, values: Float32Array): DocumentTensor | undefined {
  if (values.some((value) => Math.abs(value) > LARGEST_HALF)) return undefined;
  const bits = new Uint16Array(new Float16Array(values).buffer);
  return newTensor({ name: `${name}.half`, type: 'float16', dims, data: bits });
}
