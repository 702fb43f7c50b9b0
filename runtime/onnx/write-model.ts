import { ELEMENT_BYTES, ELEMENT_TYPES } from './model.ts';
import { bytesField, concatenate, floatField, floatsField, intField, intsField, messageField, textField } from './protobuf.ts';
import type { Attribute, Graph, GraphNode, GraphPort, Initializer, Model } from './model.ts';
import type { Pieces } from './protobuf.ts';

const IR_VERSION = 8;
const DEFAULT_OPSET = 18;

/**
 * Returns the bytes of an ONNX file (onnx.proto3, IR version 8). The same model gives the same bytes, always.
 * The graph itself is not checked: ONNX Runtime does that when it loads the file.
 *
 * @throws RangeError when an initializer's data does not fit its `dims` and `type`
 * @example
 * const bytes = writeModel({
 *   nodes: [{ op: 'Gemm', inputs: ['x', 'weight', 'bias'], outputs: ['y'], attributes: { transB: 1, alpha: { float: 0.5 } } }],
 *   initializers: [
 *     { name: 'weight', type: 'float32', dims: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
 *     { name: 'bias', type: 'float32', dims: [2], data: Float32Array.of(0, 1) },
 *   ],
 *   inputs: [{ name: 'x', type: 'float32', dims: ['batch', 3] }],
 *   outputs: [{ name: 'y', type: 'float32', dims: ['batch', 2] }],
 *   metadata: { labels: 'sad,happy' },
 * });
 */
export function writeModel(model: Model): Uint8Array {
  return concatenate(toModelPieces(model));
}

/** Returns a ModelProto as `writeModel` writes it, not copied together. `tensors` are further constants of its graph, each a TensorProto. */
export function toModelPieces(model: Model, tensors: readonly Pieces[] = []): Pieces {
  const opsets: [string, number][] = [['', model.opset ?? DEFAULT_OPSET], ...sortedEntries(model.domains ?? {})];
  return [
    ...intField(1, IR_VERSION),
    ...textField(2, 'affekt'),
    ...(model.doc === undefined ? [] : textField(6, model.doc)),
    ...messageField(7, toGraph(model, tensors)),
    ...opsets.flatMap(([domain, version]) => messageField(8, [...textField(1, domain), ...intField(2, version)])),
    ...sortedEntries(model.metadata ?? {}).flatMap(([key, value]) => messageField(14, [...textField(1, key), ...textField(2, value)])),
  ];
}

function toGraph(graph: Graph, tensors: readonly Pieces[] = []): Pieces {
  return [
    ...graph.nodes.flatMap((node) => messageField(1, toNode(node))),
    ...textField(2, graph.name ?? 'graph'),
    ...(graph.initializers ?? []).flatMap((initializer) => messageField(5, toTensor(initializer))),
    ...tensors.flatMap((tensor) => messageField(5, tensor)),
    ...graph.inputs.flatMap((port) => messageField(11, toValueInfo(port))),
    ...graph.outputs.flatMap((port) => messageField(12, toValueInfo(port))),
  ];
}

/** Returns a NodeProto. */
export function toNode({ op, inputs, outputs, attributes = {}, name, domain }: GraphNode): Pieces {
  return [
    ...inputs.flatMap((input) => textField(1, input)),
    ...outputs.flatMap((output) => textField(2, output)),
    ...(name === undefined ? [] : textField(3, name)),
    ...textField(4, op),
    ...sortedEntries(attributes).flatMap(([key, value]) => messageField(5, [...textField(1, key), ...toAttribute(value)])),
    ...(domain === undefined ? [] : textField(7, domain)),
  ];
}

function toAttribute(value: Attribute): Pieces {
  if (typeof value === 'number') return [...intField(3, value), ...attributeType(2)];
  if (typeof value === 'string') return [...textField(4, value), ...attributeType(3)];
  if (isNumbers(value)) return [...intsField(8, value), ...attributeType(7)];
  if ('float' in value) return [...floatField(2, value.float), ...attributeType(1)];
  if ('floats' in value) return [...floatsField(7, value.floats), ...attributeType(6)];
  if ('strings' in value) return [...value.strings.flatMap((text) => textField(9, text)), ...attributeType(8)];
  if ('tensor' in value) return [...messageField(5, toTensor(value.tensor)), ...attributeType(4)];
  return [...messageField(6, toGraph(value.graph)), ...attributeType(5)];
}

function attributeType(type: number): Pieces {
  return intField(20, type);
}

/** Returns a TensorProto. Throws RangeError when its data do not fit its shape and type. */
export function toTensor({ name, type, dims, data }: Initializer): Pieces {
  const bytes = ELEMENT_BYTES[type] * dims.reduce((product, dim) => product * dim, 1);
  if (data.byteLength !== bytes) {
    throw new RangeError(`${name}: ${type} of shape [${dims.join(', ')}] takes ${bytes} bytes, not ${data.byteLength}. Give data that fits the shape.`);
  }
  return [
    ...(dims.length === 0 ? [] : intsField(1, dims)),
    ...intField(2, ELEMENT_TYPES[type]),
    ...textField(8, name),
    ...bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

/** Returns a ValueInfoProto. */
export function toValueInfo({ name, type, dims }: GraphPort): Pieces {
  const shape = dims.flatMap((dim) => messageField(1, typeof dim === 'string' ? textField(2, dim) : intField(1, dim)));
  const tensorType = [...intField(1, ELEMENT_TYPES[type]), ...messageField(2, shape)];
  return [...textField(1, name), ...messageField(2, messageField(1, tensorType))];
}

function isNumbers(value: Attribute): value is readonly number[] {
  return Array.isArray(value);
}

function sortedEntries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
