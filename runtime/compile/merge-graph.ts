import { renameNode } from './rename-node.ts';
import type { Graph, GraphNode, Initializer } from '../onnx/model.ts';

/**
 * Returns the graph with constants and nodes that equal an earlier one left out: numbers, masks and positions that each layer asks
 * for anew. ONNX Runtime would find them too, but takes longer to load what it has to find.
 */
export function mergeGraph(graph: Graph): Graph {
  const names = new Map<string, string>();
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const initializers = firstOfEach(graph.initializers ?? [], constantKey, (constant, first) => names.set(constant.name, first.name));
  const renamed = function* () {
    for (const node of graph.nodes) yield renameNode(node, names);
  };
  const nodes = firstOfEach(renamed(), (node) => nodeKey(node, outputs), (node, first) => {
    node.outputs.forEach((name, index) => names.set(name, first.outputs[index]!));
  });
  return { ...graph, nodes, initializers };
}

/** Calls `merge` with each item whose key an earlier one has, and returns the others; those without a key are all kept. */
function firstOfEach<Item>(items: Iterable<Item>, keyOf: (item: Item) => string | undefined, merge: (item: Item, first: Item) => void): Item[] {
  const first = new Map<string, Item>();
  const kept: Item[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const known = key === undefined ? undefined : first.get(key);
    if (known !== undefined) merge(item, known);
    else kept.push(item);
    if (key !== undefined && known === undefined) first.set(key, item);
  }
  return kept;
}

function constantKey({ type, dims, data }: Initializer): string {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1'); // By bytes: 0 and −0 are not the same
  return `${type} ${dims.join()} ${bytes}`;
}

function nodeKey({ op, domain = '', inputs, outputs, attributes = {} }: GraphNode, kept: ReadonlySet<string>): string | undefined {
  const isPlain = Object.values(attributes).every((value) => typeof value !== 'object' || !('graph' in value || 'tensor' in value));
  if (!isPlain || outputs.some((output) => kept.has(output))) return undefined;
  return JSON.stringify([op, domain, inputs, outputs.length, attributes]);
}
