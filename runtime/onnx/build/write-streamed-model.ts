import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { concatenate, intField, messageField, textField, type Pieces } from '../protobuf.ts';
import { toModelPieces } from '../write-model.ts';
import type { StreamedInitializer, StreamedModel } from './streamed-model.ts';
import { bytesOf, headOf, piecesOf } from './weight-pieces.ts';
import { writeAt, writeWhole } from './write-whole.ts';

/** How to write a model. */
export interface StreamOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes of the weights are written, of how many. */
  readonly onProgress?: ((written: number, total: number) => void) | undefined;
  /** Weights of more bytes in all go to a file beside the model. Default 64 MiB; an ONNX file itself cannot be larger than 2 GiB. */
  readonly inlineBytes?: number | undefined;
}

/** What was written. */
export interface WrittenModel {
  readonly path: string;
  /** The file beside it that holds the weights; both must stay together. */
  readonly dataPath?: string;
  /** Of both files. */
  readonly bytes: number;
}

const INLINE_BYTES = 64 * 2 ** 20;
/** ONNX Runtime maps weights that begin at a page. */
const PAGE = 4096;
const EXTERNAL = 1;

/**
 * Writes a model to `path`, and its weights to `path` + `.data` when they are many: piece by piece, so that no more than a piece of one is in memory. Both files are
 * written under other names and renamed at the end; when it fails nothing is left.
 *
 * @throws RangeError when a weight yields more or fewer bytes than its shape takes; whatever a weight throws; the signal's reason
 */
export async function writeStreamedModel(path: string, model: StreamedModel, { inlineBytes = INLINE_BYTES, ...options }: StreamOptions = {}): Promise<WrittenModel> {
  await mkdir(dirname(path), { recursive: true });
  const total = model.weights.reduce((sum, weight) => sum + bytesOf(weight), 0);
  const parts = { graph: `${path}.part`, data: `${path}.data.part` };
  try {
    if (total <= inlineBytes) return await writeInline(path, { model, part: parts.graph, total, ...options });
    const tensors = await writeBeside(model.weights, parts.data, { total, ...options, location: `${basename(path)}.data` });
    const graph = concatenate(toModelPieces(model, tensors));
    await writeFile(parts.graph, graph, { flush: true });
    await rename(parts.data, `${path}.data`);
    await rename(parts.graph, path);
    return { path, dataPath: `${path}.data`, bytes: graph.length + endOf(model.weights) };
  } finally {
    await Promise.all(Object.values(parts).map((part) => rm(part, { force: true })));
  }
}

interface Plan extends Omit<StreamOptions, 'inlineBytes'> {
  readonly total: number;
}

async function writeInline(path: string, { model, part, total, signal, onProgress }: Plan & { readonly model: StreamedModel; readonly part: string }): Promise<WrittenModel> {
  let written = 0;
  const bytes = await writeWhole(part, model, { signal, onPiece: (length) => onProgress?.((written += length), total) });
  await rm(`${path}.data`, { force: true }); // Of a model that was here before
  await rename(part, path);
  return { path, bytes };
}

async function writeBeside(weights: readonly StreamedInitializer[], path: string, { signal, total, onProgress, location }: Plan & { readonly location: string }): Promise<Pieces[]> {
  await using file = await open(path, 'w');
  const tensors: Pieces[] = [];
  let [offset, written] = [0, 0];
  for (const weight of weights) {
    for await (const { piece, at } of piecesOf(weight, signal)) {
      await writeAt(file, piece, offset + at);
      onProgress?.((written += piece.length), total);
    }
    tensors.push([...headOf(weight), ...externalFields({ location, offset: String(offset), length: String(bytesOf(weight)) }), ...intField(14, EXTERNAL)]);
    offset = nextPage(offset + bytesOf(weight));
  }
  await file.sync();
  return tensors;
}

function externalFields(facts: Readonly<Record<string, string>>): Pieces {
  return Object.entries(facts).flatMap(([key, value]) => messageField(13, [...textField(1, key), ...textField(2, value)]));
}

function endOf(weights: readonly StreamedInitializer[]): number {
  return weights.reduce((end, weight) => nextPage(end) + bytesOf(weight), 0);
}

function nextPage(offset: number): number {
  return PAGE * Math.ceil(offset / PAGE);
}
