import { readFile } from 'node:fs/promises';
import { bytesOf, ProtobufError, readFields, toNumber, toNumbers, toText } from '../read-protobuf.ts';
import { UnsupportedModel } from '../unsupported-model.ts';
import { findExternalData } from './find-external-data.ts';
import type { DocumentNode, DocumentTensor, NamedBytes, OnnxDocument } from './onnx-document.ts';
import { OnnxFileError } from './onnx-file-error.ts';
import { nameOf, readNode } from './read-node.ts';
import { sortNodes } from './sort-nodes.ts';

const FLOAT = 1;

/**
 * Resolves with the ONNX file at `path`, to be edited. Weights in a data file beside it stay there.
 *
 * @throws OnnxFileError MISSING, BROKEN (no ONNX file, or cut off), BAD_GRAPH, DATA_OUTSIDE, DATA_MISSING, UNSUPPORTED
 */
export async function readDocument(path: string): Promise<OnnxDocument> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new OnnxFileError('MISSING', { path, detail: 'it cannot be read', cause });
  });
  const document = parseDocument(bytes, path);
  return { ...document, tensors: await findExternalData(path, document.tensors) };
}

/** Returns the document in the bytes of an ONNX file, without looking for data files. Throws as `readDocument`. */
export function parseDocument(bytes: Uint8Array, path: string): OnnxDocument {
  try {
    return toDocument(bytes, path);
  } catch (cause) {
    if (cause instanceof UnsupportedModel) throw new OnnxFileError('UNSUPPORTED', { path, detail: cause.message, cause });
    if (cause instanceof ProtobufError || cause instanceof RangeError) throw new OnnxFileError('BROKEN', { path, detail: `it is no ONNX file, or not a whole one: ${cause.message}`, cause });
    throw cause;
  }
}

/** ModelProto. */
function toDocument(bytes: Uint8Array, path: string): OnnxDocument {
  const rest: Uint8Array[] = [];
  const opsets: Record<string, number> = {};
  const metadata: Record<string, string> = {};
  let [graph, hasFunctions]: [Uint8Array | undefined, boolean] = [undefined, false];
  for (const { number, value, raw } of readFields(bytes)) {
    if (number === 7) graph = bytesOf(value);
    else if (number === 8) Object.assign(opsets, toOpset(bytesOf(value)));
    else if (number === 14) metadata[nameOf(bytesOf(value), 1)] = nameOf(bytesOf(value), 2);
    else rest.push(raw);
    hasFunctions ||= number === 25;
  }
  if (graph === undefined) throw new ProtobufError('it has no graph');
  const parts = toGraph(graph);
  if (parts.outputs.length === 0) throw new ProtobufError('it has no outputs');
  return { path, rest, opsets, metadata, ...parts, nodes: sortNodes({ path, ...parts }, hasFunctions) };
}

function toOpset(bytes: Uint8Array): Record<string, number> {
  let [domain, version] = ['', 1];
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) domain = toText(value);
    else if (number === 2) version = toNumber(value);
  }
  return { [domain === 'ai.onnx' ? '' : domain]: version };
}

/** GraphProto. */
function toGraph(bytes: Uint8Array): Pick<OnnxDocument, 'nodes' | 'tensors' | 'inputs' | 'defaults' | 'outputs' | 'values' | 'graphRest'> {
  const [nodes, tensors, graphRest]: [DocumentNode[], DocumentTensor[], Uint8Array[]] = [[], [], []];
  const [inputs, outputs, values]: [NamedBytes[], NamedBytes[], NamedBytes[]] = [[], [], []];
  const ports: Readonly<Record<number, NamedBytes[]>> = { 11: inputs, 12: outputs, 13: values };
  for (const { number, value, raw } of readFields(bytes)) {
    if (number === 1) nodes.push(readNode(bytesOf(value)));
    else if (number === 5) tensors.push(toTensor(bytesOf(value)));
    else if (ports[number] !== undefined) ports[number].push({ name: nameOf(bytesOf(value), 1), bytes: bytesOf(value) });
    else graphRest.push(raw);
  }
  const constants = new Set(tensors.map(({ name }) => name));
  return { nodes, tensors, inputs: inputs.filter(({ name }) => !constants.has(name)), defaults: inputs.filter(({ name }) => constants.has(name)), outputs, values, graphRest };
}

function toTensor(bytes: Uint8Array): DocumentTensor {
  const dims: number[] = [];
  let [name, type] = ['', 0];
  let raw: Uint8Array | undefined;
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) dims.push(...toNumbers(value));
    else if (number === 2) type = toNumber(value);
    else if (number === 8) name = toText(value);
    else if (number === 9) raw = bytesOf(value);
  }
  const wanted = 4 * dims.reduce((product, dim) => product * dim, 1);
  if (type === FLOAT && raw !== undefined && raw.length !== wanted) throw new ProtobufError(`"${name}" of shape [${dims.join(', ')}] takes ${wanted} bytes, and has ${raw.length}`);
  return { name, type, dims, bytes };
}
