import { withNested } from './reads-of.ts';
import { computeSizes, type LinearSize, type SizeNodes } from './size-nodes.ts';
import type { Graph, GraphNode, Initializer } from '../onnx/model.ts';
import type { RecordedConstant } from './recorder.ts';
import type { InputSignature, Trace } from './trace.ts';

/** The first trace, one with each named dimension grown alone, and one with all of them grown, to check against. */
export interface Traces {
  readonly base: Trace;
  readonly grown: readonly { readonly dimension: string; readonly trace: Trace }[];
  readonly check: Trace;
}

/**
 * Returns one graph that does what every trace did, with shapes computed from the inputs' named dimensions.
 *
 * @throws Error naming the operation, when the traces differ in more than whole numbers that grow evenly
 */
export function generalise(traces: Traces, signature: Readonly<Record<string, InputSignature>>): Graph {
  assertSameNodes(traces);
  const sizes = computeSizes(signature);
  const fixed: GraphNode[] = [];
  const initializers: Initializer[] = [];
  traces.base.constants.forEach((constant, index) => {
    const generalised = toConstant(traces, index, sizes);
    if ('op' in generalised) fixed.push(generalised);
    else initializers.push({ ...constant, ...generalised });
  });
  const inputs = Object.entries(signature).map(([name, { dims, type = 'float32' }]) => ({ name, type, dims }));
  const outputs = traces.base.outputs.map(({ name, type, dims }, index) => ({
    name,
    type,
    dims: dims.map((_, axis) => toDimension(linear(traces, (trace) => trace.outputs[index]!.dims[axis]!))),
  }));
  return { nodes: [...sizes.nodes, ...fixed, ...traces.base.nodes], initializers: [...sizes.initializers, ...initializers], inputs, outputs };
}

function assertSameNodes({ base, grown, check }: Traces): void {
  for (const other of [...grown.map(({ trace }) => trace), check]) {
    const at = base.nodes.findIndex((node, index) => JSON.stringify(node) !== JSON.stringify(other.nodes[index]));
    if (at === -1 && base.nodes.length === other.nodes.length) continue;
    const op = base.nodes[at]?.op ?? other.nodes[base.nodes.length]?.op ?? 'end';
    throw new Error(`operation ${at === -1 ? base.nodes.length : at} (${op}) differs between ${describe(base)} and ${describe(other)}`);
  }
}

function toConstant(traces: Traces, index: number, sizes: SizeNodes): Partial<Initializer> | GraphNode {
  const all = [traces.base, ...traces.grown.map(({ trace }) => trace), traces.check].map((trace) => trace.constants[index]!);
  const [constant] = all as [RecordedConstant];
  if (all.every((other) => sameConstant(constant, other))) return {};
  const consumer = withNested(traces.base.nodes).find((node) => node.inputs.includes(constant.name));
  if (constant.type === 'int64') {
    const varying = [...constant.data.keys()].filter((at) => all.some((other) => other.data[at] !== constant.data[at]));
    if (isReshapeOnly(traces.base, constant.name) && varying.length === 1) return { data: constant.data.with(varying[0]!, -1n) };
    const values = [...constant.data.keys()].map((at) => linear(traces, (trace) => Number(trace.constants[index]!.data[at]), consumer?.op));
    return { op: 'Identity', inputs: [sizes.vector(values)], outputs: [constant.name] };
  }
  const [value] = constant.data;
  if (value === undefined || all.some((other) => [...other.data].some((element) => element !== value))) {
    throw new Error(`a constant of ${consumer?.op ?? 'an output'} has other values for ${describe(traces.base)} than for ${describe(traces.check)}`);
  }
  const dims = constant.dims.map((_, axis) => linear(traces, (trace) => trace.constants[index]!.dims[axis]!, consumer?.op));
  return { op: 'Expand', inputs: [sizes.scalar(constant, value), sizes.vector(dims)], outputs: [constant.name] };
}

function sameConstant(a: RecordedConstant, b: RecordedConstant): boolean {
  if (a.data === b.data) return a.dims.join() === b.dims.join();
  if (a.type !== b.type || a.dims.join() !== b.dims.join()) return false;
  return Buffer.from(a.data.buffer, a.data.byteOffset, a.data.byteLength).equals(Buffer.from(b.data.buffer, b.data.byteOffset, b.data.byteLength));
}

function isReshapeOnly(trace: Trace, name: string): boolean {
  return withNested(trace.nodes).every((node) => !node.inputs.includes(name) || (node.op === 'Reshape' && node.inputs[1] === name));
}

function linear({ base, grown, check }: Traces, read: (trace: Trace) => number, op = 'an output'): LinearSize {
  const factors = grown.map(({ dimension, trace }) => ({
    dimension,
    factor: (read(trace) - read(base)) / (trace.sizes[dimension]! - base.sizes[dimension]!),
  }));
  const at = (trace: Trace) => factors.reduce((sum, { dimension, factor }) => sum + factor * trace.sizes[dimension]!, 0);
  const offset = read(base) - at(base);
  if (![offset, ...factors.map(({ factor }) => factor)].every(Number.isInteger) || offset + at(check) !== read(check)) {
    throw new Error(`a size in ${op} is ${read(base)} for ${describe(base)} and ${read(check)} for ${describe(check)}, which is no even growth`);
  }
  return { offset, factors: factors.filter(({ factor }) => factor !== 0) };
}

function toDimension({ offset, factors }: LinearSize): number | string {
  if (factors.length === 0) return offset;
  const terms = factors.map(({ dimension, factor }) => (factor === 1 ? dimension : `${factor}*${dimension}`));
  return [...terms, ...(offset === 0 ? [] : [String(offset)])].join('+');
}

function describe({ sizes }: Trace): string {
  return Object.entries(sizes).map(([dimension, size]) => `${dimension} ${size}`).join(', ');
}
