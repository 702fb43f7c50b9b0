import { open, type FileHandle } from 'node:fs/promises';
import { bytesField, concatenate, type Pieces } from '../protobuf.ts';
import { toModelPieces } from '../write-model.ts';
import type { StreamedInitializer, StreamedModel } from './streamed-model.ts';
import { bytesOf, headOf, piecesOf } from './weight-pieces.ts';

/** Who may stop the writing, and who is told of each piece of a weight. */
export interface WholeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onPiece?: (bytes: number) => void;
}

/** Writes a model with its weights into one file, and resolves with its size. A weight is read when its place comes, so that no more than a piece of one is in memory. */
export async function writeWhole(path: string, model: StreamedModel, { signal, onPiece }: WholeOptions): Promise<number> {
  const { pieces, weights } = layOut(model);
  await using file = await open(path, 'w');
  let [at, waiting]: [number, Uint8Array[]] = [0, []];
  const append = async (bytes: Uint8Array) => {
    await writeAt(file, bytes, at);
    at += bytes.length;
  };
  for (const piece of pieces) {
    const weight = weights.get(piece);
    if (weight === undefined) {
      waiting.push(piece);
      continue;
    }
    await append(concatenate(waiting));
    waiting = [];
    for await (const { piece: values } of piecesOf(weight, signal)) {
      await append(values);
      onPiece?.(values.length);
    }
  }
  await append(concatenate(waiting));
  await file.sync();
  return at;
}

/** The file in pieces, those of weights being of the right length but empty: all are views of the same bytes. */
function layOut(model: StreamedModel): { readonly pieces: Pieces; readonly weights: ReadonlyMap<Uint8Array, StreamedInitializer> } {
  const blank = new Uint8Array(Math.max(0, ...model.weights.map(bytesOf)));
  const weights = new Map<Uint8Array, StreamedInitializer>();
  const tensors = model.weights.map((weight) => {
    const place = blank.subarray(0, bytesOf(weight));
    weights.set(place, weight);
    return [...headOf(weight), ...bytesField(9, place)];
  });
  return { pieces: toModelPieces(model, tensors), weights };
}

/** Writes all of some bytes at a place in a file. */
export async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}
