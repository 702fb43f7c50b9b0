import { pruneNodes } from './prune-nodes.ts';
import { readsOf } from './reads-of.ts';
import type { Graph } from '../onnx/model.ts';

/** Returns the graph without the nodes and constants that no output depends on, which ONNX Runtime would compute all the same. */
export function pruneGraph(graph: Graph): Graph {
  const outputs = graph.outputs.map(({ name }) => name);
  const nodes = pruneNodes(graph.nodes, outputs);
  const read = new Set([...nodes.flatMap(readsOf), ...outputs]);
  return { ...graph, nodes, initializers: (graph.initializers ?? []).filter(({ name }) => read.has(name)) };
}
