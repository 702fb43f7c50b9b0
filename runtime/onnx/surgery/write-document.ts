import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { bytesField, concatenate, intField, intsField, messageField, textField, type Pieces } from '../protobuf.ts';
import type { DocumentTensor, ExternalData, NamedBytes, OnnxDocument } from './onnx-document.ts';

/** What was written. */
export interface WrittenDocument {
  readonly path: string;
  /** The file beside it with weights, where the document has such; both must stay together. */
  readonly dataPath?: string;
  /** Of both files. */
  readonly bytes: number;
}

/** ONNX Runtime maps weights that begin at a page. */
const PAGE = 4096;
const COPIED = 8 * 2 ** 20;

/**
 * Writes a document to `path`. Weights that are in a data file are copied to `path` + `.data`, a few megabytes at a time. Both files get their names when they are whole;
 * when it fails nothing is left.
 *
 * @throws whatever the file system throws; the signal's reason
 */
export async function writeDocument(document: OnnxDocument, path: string, signal?: AbortSignal): Promise<WrittenDocument> {
  await mkdir(dirname(path), { recursive: true });
  const parts = { graph: `${path}.part`, data: `${path}.data.part` };
  const external = document.tensors.filter((tensor) => tensor.external !== undefined) as (DocumentTensor & { external: ExternalData })[];
  try {
    const moved = external.length === 0 ? { tensors: new Map<string, DocumentTensor>(), bytes: 0 } : await copyData(external, { to: parts.data, location: `${basename(path)}.data`, signal });
    const graph = encodeDocument({ ...document, tensors: document.tensors.map((tensor) => moved.tensors.get(tensor.name) ?? tensor) });
    await writeFile(parts.graph, graph, { flush: true });
    if (external.length === 0) await rm(`${path}.data`, { force: true }); // Of a model that was here before
    else await rename(parts.data, `${path}.data`);
    await rename(parts.graph, path);
    return { path, ...(external.length > 0 && { dataPath: `${path}.data` }), bytes: graph.length + moved.bytes };
  } finally {
    await Promise.all(Object.values(parts).map((part) => rm(part, { force: true })));
  }
}

/** Returns the bytes of an ONNX file. Data files stay where they are. */
export function encodeDocument({ rest, opsets, metadata, nodes, tensors, inputs, defaults, outputs, values, graphRest }: OnnxDocument): Uint8Array {
  const ports = (field: number, named: readonly NamedBytes[]) => named.flatMap(({ bytes }) => bytesField(field, bytes));
  const graph = [...ports(1, nodes), ...graphRest, ...ports(5, tensors), ...ports(11, inputs), ...ports(11, defaults), ...ports(12, outputs), ...ports(13, values)];
  return concatenate([
    ...rest,
    ...messageField(7, graph),
    ...Object.entries(opsets).flatMap(([domain, version]) => messageField(8, [...textField(1, domain), ...intField(2, version)])),
    ...Object.entries(metadata).flatMap(([key, value]) => messageField(14, [...textField(1, key), ...textField(2, value)])),
  ]);
}

interface Copying {
  readonly to: string;
  /** What the model calls the new file. */
  readonly location: string;
  readonly signal: AbortSignal | undefined;
}

async function copyData(tensors: readonly (DocumentTensor & { external: ExternalData })[], { to, location, signal }: Copying): Promise<{ readonly tensors: ReadonlyMap<string, DocumentTensor>; readonly bytes: number }> {
  await using out = await open(to, 'w');
  const moved = new Map<string, DocumentTensor>();
  let end = 0;
  for (const tensor of tensors) {
    const offset = PAGE * Math.ceil(end / PAGE);
    await copyRange(tensor.external, { out, offset, signal });
    moved.set(tensor.name, { ...tensor, bytes: concatenate(elsewhere(tensor, { location, offset, length: tensor.external.length })) });
    end = offset + tensor.external.length;
  }
  await out.sync();
  return { tensors: moved, bytes: end };
}

async function copyRange({ path, offset: from, length }: ExternalData, { out, offset, signal }: { out: FileHandle; offset: number; signal: AbortSignal | undefined }): Promise<void> {
  await using file = await open(path);
  const piece = new Uint8Array(Math.min(COPIED, length));
  for (let at = 0; at < length; ) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, length - at), from + at);
    if (bytesRead === 0) throw new Error(`${path} has become shorter while it was read`);
    for (let written = 0; written < bytesRead; ) written += (await out.write(piece, written, bytesRead - written, offset + at + written)).bytesWritten;
    at += bytesRead;
  }
}

/** TensorProto whose values are in a data file. */
function elsewhere({ name, type, dims }: DocumentTensor, place: { readonly location: string; readonly offset: number; readonly length: number }): Pieces {
  const entries = Object.entries(place).flatMap(([key, value]) => messageField(13, [...textField(1, key), ...textField(2, String(value))]));
  return [...(dims.length === 0 ? [] : intsField(1, dims)), ...intField(2, type), ...textField(8, name), ...entries, ...intField(14, 1)];
}
