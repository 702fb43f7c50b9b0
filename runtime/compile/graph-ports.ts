import type { GraphModelJson, GraphModelNode, GraphModelSignature } from './graph-model-json.ts';

const TYPES: Readonly<Record<string, 'float32' | 'int32' | 'bool'>> = { DT_FLOAT: 'float32', DT_INT32: 'int32', DT_BOOL: 'bool' };

/** One end of a graph model: its name for users, and the node that it is. */
export interface GraphPortName {
  readonly port: string;
  readonly node: string;
}

/** An input of a graph model. */
export interface GraphInput extends GraphPortName {
  readonly dims: readonly (number | string)[];
  readonly type: 'float32' | 'int32' | 'bool';
}

/**
 * Returns the inputs and outputs in the signature's order, named by it; without a signature, the placeholders and the
 * nodes that no other node reads.
 *
 * @throws Error when an input leaves a dimension other than the first open
 */
export function readGraphPorts(json: GraphModelJson): { inputs: readonly GraphInput[]; outputs: readonly GraphPortName[] } {
  const nodes = json.modelTopology.node;
  const signature = json.signature ?? json.userDefinedMetadata?.signature;
  const read = new Set(nodes.flatMap(({ input = [] }) => input.map(nodeName)));
  const inputs = portsOf(signature?.inputs) ?? nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => ({ port: name, node: name }));
  const outputs = portsOf(signature?.outputs) ?? nodes.filter(({ name }) => !read.has(name)).map(({ name }) => ({ port: name, node: name }));
  return { inputs: inputs.map((port) => ({ ...port, ...describeInput(nodes.find(({ name }) => name === port.node)) })), outputs };
}

function portsOf(ports: GraphModelSignature['inputs']): readonly GraphPortName[] | undefined {
  const entries = Object.entries(ports ?? {}).map(([port, { name }]) => ({ port: nodeName(port), node: nodeName(name) }));
  return entries.length === 0 ? undefined : entries;
}

function describeInput(node: GraphModelNode | undefined): { dims: readonly number[]; type: GraphInput['type'] } {
  const dims = (node?.attr?.shape?.shape?.dim ?? []).map(({ size }) => Number(size));
  if (dims.length === 0 || dims.slice(1).some((dim) => dim < 0)) throw new Error(`input ${node?.name ?? '?'} has the shape [${dims.join(', ')}]; only its first dimension may be open`);
  return { dims, type: TYPES[node?.attr?.dtype?.type ?? 'DT_FLOAT'] ?? 'float32' };
}

function nodeName(name: string): string {
  return name.replace(/^\^/, '').replace(/:\d+$/, '');
}
