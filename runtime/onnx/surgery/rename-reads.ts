import { bytesField, concatenate, textField } from '../protobuf.ts';
import { bytesOf, readFields, toText } from '../read-protobuf.ts';
import type { DocumentNode, OnnxDocument } from './onnx-document.ts';
import { readNode } from './read-node.ts';
import { readsOf } from './sort-nodes.ts';

/** Fields of NodeProto with names: what it reads, and what it makes. */
const [INPUTS, OUTPUTS] = [1, 2] as const;

/** Returns the document in which every node that reads a key of `names` reads its value instead, in nested graphs too. What nodes make keeps its name. */
export function renameReads(document: OnnxDocument, names: ReadonlyMap<string, string>): OnnxDocument {
  return { ...document, nodes: document.nodes.map((node) => (readsOf(node).some((name) => names.has(name)) ? renamed(node, names, [INPUTS]) : node)) };
}

/** Returns the document in which the value `from` is called `to` wherever it is made and read. Outputs of the graph keep their names. */
export function renameValue(document: OnnxDocument, from: string, to: string): OnnxDocument {
  const names = new Map([[from, to]]);
  const isTouched = (node: DocumentNode) => node.outputs.includes(from) || readsOf(node).includes(from);
  return { ...document, nodes: document.nodes.map((node) => (isTouched(node) ? renamed(node, names, [INPUTS, OUTPUTS]) : node)) };
}

function renamed(node: DocumentNode, names: ReadonlyMap<string, string>, fields: readonly number[]): DocumentNode {
  return readNode(renameNode(node.bytes, names, fields));
}

function renameNode(node: Uint8Array, names: ReadonlyMap<string, string>, fields: readonly number[]): Uint8Array {
  return concatenate([...readFields(node)].flatMap(({ number, value, raw }) => {
    if (fields.includes(number)) return textField(number, names.get(toText(value)) ?? toText(value));
    return number === 5 ? bytesField(5, renameAttribute(bytesOf(value), names)) : [raw];
  }));
}

function renameAttribute(attribute: Uint8Array, names: ReadonlyMap<string, string>): Uint8Array {
  return concatenate([...readFields(attribute)].flatMap(({ number, value, raw }) => (number === 6 || number === 11 ? bytesField(number, renameGraph(bytesOf(value), names)) : [raw])));
}

/** A nested graph: what it reads and gives; names are unique through all graphs of a model, so that none of its own can be meant. */
function renameGraph(graph: Uint8Array, names: ReadonlyMap<string, string>): Uint8Array {
  return concatenate([...readFields(graph)].flatMap(({ number, value, raw }) => {
    if (number === 1) return bytesField(1, renameNode(bytesOf(value), names, [INPUTS]));
    return number === 12 ? bytesField(12, renamePort(bytesOf(value), names)) : [raw];
  }));
}

function renamePort(port: Uint8Array, names: ReadonlyMap<string, string>): Uint8Array {
  return concatenate([...readFields(port)].flatMap(({ number, value, raw }) => (number === 1 ? textField(1, names.get(toText(value)) ?? toText(value)) : [raw])));
}
