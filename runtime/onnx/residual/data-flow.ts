import type { DocumentNode, OnnxDocument } from '../surgery/onnx-document.ts';
import { readsOf } from '../surgery/sort-nodes.ts';

/** Who makes and reads the values of a graph. Nodes are named by their place in the document, which is an order that the values flow in. */
export interface DataFlow {
  readonly nodes: readonly DocumentNode[];
  /** Place of the node that makes a value; −1 for inputs and constants. */
  maker(value: string): number;
  readers(value: string): readonly number[];
  /** What a node reads the numbers of: nothing for one that asks a shape only. */
  dataReads(node: number): readonly string[];
  /** Whether a value depends on the numbers of an input of the graph. */
  isData(value: string): boolean;
  /** Constants of the graph. */
  readonly constants: ReadonlyMap<string, { readonly type: number; readonly dims: readonly number[] }>;
}

/** Operators that read the shape of a value, not its numbers. */
const ASKS_SHAPE = ['Shape', 'Size'];

/** Returns how values flow through a document's graph. */
export function toDataFlow({ nodes, inputs, tensors }: OnnxDocument): DataFlow {
  const makers = new Map(nodes.flatMap(({ outputs }, index) => outputs.map((name) => [name, index] as const)));
  const readers = new Map<string, number[]>();
  const reads = nodes.map((node) => readsOf(node));
  reads.forEach((names, index) => new Set(names).forEach((name) => (readers.get(name) ?? readers.set(name, []).get(name)!).push(index)));
  const dataReads = (index: number) => (ASKS_SHAPE.includes(nodes[index]!.op) ? [] : reads[index]!);
  const data = new Set(inputs.map(({ name }) => name));
  nodes.forEach(({ outputs }, index) => {
    if (dataReads(index).some((name) => data.has(name))) outputs.forEach((name) => data.add(name));
  });
  return {
    nodes,
    maker: (value) => makers.get(value) ?? -1,
    readers: (value) => readers.get(value) ?? [],
    dataReads,
    isData: (value) => data.has(value),
    constants: new Map(tensors.map(({ name, type, dims }) => [name, { type, dims }])),
  };
}
