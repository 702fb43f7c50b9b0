import type { GraphNode, GraphPort, Initializer } from '../model.ts';
import { concatenate } from '../protobuf.ts';
import { toNode, toTensor, toValueInfo } from '../write-model.ts';
import type { DocumentNode, DocumentTensor, NamedBytes } from './onnx-document.ts';
import { readNode } from './read-node.ts';
import { ELEMENT_TYPES } from '../model.ts';

/** Returns a node for a document. */
export function newNode(node: GraphNode): DocumentNode {
  return readNode(concatenate(toNode(node)));
}

/** Returns a constant for a document. Throws RangeError when its data do not fit. */
export function newTensor(tensor: Initializer): DocumentTensor {
  return { name: tensor.name, type: ELEMENT_TYPES[tensor.type], dims: tensor.dims, bytes: concatenate(toTensor(tensor)) };
}

/** Returns an input or output for a document. */
export function newPort(port: GraphPort): NamedBytes {
  return { name: port.name, bytes: concatenate(toValueInfo(port)) };
}
