import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeDocument } from '../../../../runtime/onnx/surgery/write-document.ts';
import type { OnnxDocument } from '../../../../runtime/onnx/surgery/onnx-document.ts';

/** What `golden/make-nets.py` recorded of a net. */
export interface Net {
  readonly feeds: Readonly<Record<string, { readonly type: 'int64' | 'float32'; readonly dims: readonly number[]; readonly data: readonly number[] }>>;
  /** Of the tokens that the mask keeps, and of all. */
  readonly influence: readonly number[];
  readonly unmasked: readonly number[];
  readonly mask: readonly number[];
  /** Last hidden states, at tokens that the mask keeps, of the net without some blocks. */
  readonly pruned: readonly { readonly blocks: readonly number[]; readonly output: readonly number[] }[];
}

/** Folder of the nets. */
export const FOLDER = join(import.meta.dirname, 'golden');

/** All nets by name. */
export const NETS = JSON.parse(readFileSync(join(FOLDER, 'nets.json'), 'utf8')) as Readonly<Record<string, Net>>;

/** Resolves with all outputs of a document for the inputs of a net. */
export async function runDocument(document: OnnxDocument, { feeds }: Pick<Net, 'feeds'>): Promise<Readonly<Record<string, { readonly dims: readonly number[]; readonly data: Float32Array }>>> {
  const session = await InferenceSession.create(encodeDocument(document), { logSeverityLevel: 3 });
  const inputs = Object.entries(feeds).map(([name, { type, dims, data }]) => [name, type === 'int64' ? new Tensor(type, BigInt64Array.from(data, BigInt), dims) : new Tensor(type, Float32Array.from(data), dims)] as const);
  const outputs = await session.run(Object.fromEntries(inputs));
  await session.release();
  return outputs as unknown as Readonly<Record<string, { readonly dims: readonly number[]; readonly data: Float32Array }>>;
}

/** Rows `[tokens × dimensions]` that a mask keeps. */
export function keptRows(values: Float32Array, mask: readonly number[]): number[] {
  const dimensions = values.length / mask.length;
  return Array.from(values).filter((_, at) => mask[Math.floor(at / dimensions)] !== 0);
}
