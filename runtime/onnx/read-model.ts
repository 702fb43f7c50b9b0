import { readFile } from 'node:fs/promises';
import { ModelError } from '../model-error.ts';
import type { Attribute, Graph, GraphNode, GraphPort, Initializer, Model } from './model.ts';
import { bytesOf, ProtobufError, readFields, toFloats, toNumber, toNumbers, toText, type Field } from './read-protobuf.ts';
import { readTensor, toElementType } from './read-tensor.ts';
import { UnsupportedModel } from './unsupported-model.ts';

/**
 * Resolves with the model in the ONNX file at `path`, with all of its weights in memory. Written again by `writeModel` it computes the same.
 *
 * @throws ModelError MISSING when there is no such file, BROKEN when it is no ONNX file, UNSUPPORTED when it has what `Model` cannot hold: weights in another file, functions, sparse tensors,
 * branches whose outputs have no type, element types such as bfloat16
 */
export async function readModel(path: string): Promise<Model> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ModelError('MISSING', { model: path, detail: 'it cannot be read', cause });
  });
  return parseModel(bytes, path);
}

/** Returns the model in the bytes of an ONNX file; `path` is named in errors. Throws as `readModel`. */
export function parseModel(bytes: Uint8Array, path: string): Model {
  try {
    const model = toModel(bytes);
    if (model.outputs.length === 0) throw new ProtobufError('it has no outputs');
    return model;
  } catch (cause) {
    if (cause instanceof UnsupportedModel) throw new ModelError('UNSUPPORTED', { model: path, detail: cause.message, cause });
    if (cause instanceof ProtobufError || cause instanceof RangeError) throw new ModelError('BROKEN', { model: path, detail: `it is no ONNX file: ${cause.message}`, cause });
    throw cause;
  }
}

/** ModelProto. */
function toModel(bytes: Uint8Array): Model {
  const opsets: Record<string, number> = {};
  const metadata: [string, string][] = [];
  let graph: Graph | undefined;
  let doc: string | undefined;
  for (const { number, value } of readFields(bytes)) {
    if (number === 6) doc = toText(value);
    else if (number === 7) graph = toGraph(bytesOf(value));
    else if (number === 8) Object.assign(opsets, toOpset(bytesOf(value)));
    else if (number === 14) metadata.push(toPair(bytesOf(value)));
    else if (number === 25) throw new UnsupportedModel('it uses functions of its own');
  }
  const { '': opset, 'ai.onnx': alias, ...domains } = opsets;
  if (graph === undefined) throw new ProtobufError('it has no graph');
  return { ...graph, ...definite({ opset: opset ?? alias, doc }), domains, metadata: Object.fromEntries(metadata) };
}

function toOpset(bytes: Uint8Array): Record<string, number> {
  let [domain, version] = ['', 1];
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) domain = toText(value);
    else if (number === 2) version = toNumber(value);
  }
  return { [domain]: version };
}

/** StringStringEntryProto. */
function toPair(bytes: Uint8Array): [string, string] {
  const pair: [string, string] = ['', ''];
  for (const { number, value } of readFields(bytes)) if (number === 1 || number === 2) pair[number - 1] = toText(value);
  return pair;
}

/** GraphProto. What the inputs say of initializers, as old files do, is left out: the values say it. */
function toGraph(bytes: Uint8Array): Graph {
  const nodes: GraphNode[] = [];
  const initializers: Initializer[] = [];
  const [inputs, outputs]: [Uint8Array[], Uint8Array[]] = [[], []];
  let name: string | undefined;
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) nodes.push(toNode(bytesOf(value)));
    else if (number === 2) name = toText(value);
    else if (number === 5) initializers.push(readTensor(bytesOf(value)));
    else if (number === 11) inputs.push(bytesOf(value));
    else if (number === 12) outputs.push(bytesOf(value));
    else if (number === 15) throw new UnsupportedModel('it has sparse tensors');
  }
  const constants = new Set(initializers.map((each) => each.name));
  return { nodes, initializers, inputs: inputs.map(toPort).filter((port) => !constants.has(port.name)), outputs: outputs.map(toPort), ...definite({ name }) };
}

/** NodeProto. */
function toNode(bytes: Uint8Array): GraphNode {
  const [inputs, outputs]: [string[], string[]] = [[], []];
  const attributes: [string, Attribute][] = [];
  const texts: Partial<Record<'op' | 'name' | 'domain', string>> = {};
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) inputs.push(toText(value));
    else if (number === 2) outputs.push(toText(value));
    else if (number === 3) texts.name = toText(value);
    else if (number === 4) texts.op = toText(value);
    else if (number === 5) attributes.push(toAttribute(bytesOf(value)));
    else if (number === 7 && toText(value) !== '') texts.domain = toText(value);
  }
  return { op: texts.op ?? '', inputs, outputs, attributes: Object.fromEntries(attributes), ...definite({ name: texts.name, domain: texts.domain }) };
}

/** How the value of each attribute type is read, given all fields of the attribute by number. */
const ATTRIBUTES: Readonly<Record<number, (fields: ReadonlyMap<number, Field['value'][]>) => Attribute>> = {
  1: (fields) => ({ float: fields.get(2)?.flatMap(toFloats)[0] ?? 0 }),
  2: (fields) => toNumber(fields.get(3)?.[0] ?? 0n),
  3: (fields) => toText(fields.get(4)?.[0] ?? new Uint8Array()),
  4: (fields) => ({ tensor: readTensor(bytesOf(fields.get(5)?.[0] ?? new Uint8Array())) }),
  5: (fields) => ({ graph: toGraph(bytesOf(fields.get(6)?.[0] ?? new Uint8Array())) }),
  6: (fields) => ({ floats: (fields.get(7) ?? []).flatMap(toFloats) }),
  7: (fields) => (fields.get(8) ?? []).flatMap(toNumbers),
  8: (fields) => ({ strings: (fields.get(9) ?? []).map(toText) }),
};

/** AttributeProto: its type says which of its fields holds the value. */
function toAttribute(bytes: Uint8Array): [string, Attribute] {
  const fields = new Map<number, Field['value'][]>();
  for (const { number, value } of readFields(bytes)) fields.set(number, [...(fields.get(number) ?? []), value]);
  const name = toText(fields.get(1)?.[0] ?? new Uint8Array());
  const type = toNumber(fields.get(20)?.[0] ?? 0n);
  const read = ATTRIBUTES[type];
  if (read === undefined) throw new UnsupportedModel(`the attribute "${name}" is of type ${type}, which is not known here`);
  return [name, read(fields)];
}

/** ValueInfoProto of a tensor. A dimension without a name or size gets a name of its own. */
function toPort(bytes: Uint8Array): GraphPort {
  let [name, type] = ['', 0];
  const dims: (number | string)[] = [];
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) name = toText(value);
    if (number !== 2) continue;
    const tensor = [...readFields(bytesOf(value))].find((field) => field.number === 1);
    if (tensor === undefined) break;
    for (const field of readFields(bytesOf(tensor.value))) {
      if (field.number === 1) type = toNumber(field.value);
      else if (field.number === 2) for (const dim of readFields(bytesOf(field.value))) dims.push(toDim(bytesOf(dim.value), `${name}.${dims.length}`));
    }
  }
  if (type === 0) throw new UnsupportedModel(`"${name}" is given without the type of a tensor`);
  return { name, type: toElementType(type, name), dims };
}

function toDim(bytes: Uint8Array, unnamed: string): number | string {
  for (const { number, value } of readFields(bytes)) {
    if (number === 1) return toNumber(value);
    if (number === 2) return toText(value) === '' ? unnamed : toText(value);
  }
  return unnamed;
}

function definite<Fields extends Record<string, unknown>>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof Fields]?: NonNullable<Fields[Key]> };
}
