import { renameNode } from './rename-node.ts';
import type { Graph, GraphNode } from '../onnx/model.ts';

/**
 * Returns the graph with values written to outputs where they are made, instead of copied there by an `Identity` at the end. Values
 * that are inputs, constants, or an output already keep theirs.
 */
export function nameOutputs(graph: Graph): Graph {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const made = new Set(graph.nodes.flatMap((node) => node.outputs));
  const names = new Map<string, string>();
  const copies = new Set<GraphNode>();
  for (const node of graph.nodes) {
    const [source = ''] = node.inputs;
    const [target = ''] = node.outputs;
    if (node.op !== 'Identity' || !outputs.has(target) || outputs.has(source) || !made.has(source) || names.has(source)) continue;
    names.set(source, target);
    copies.add(node);
  }
  return { ...graph, nodes: graph.nodes.filter((node) => !copies.has(node)).map((node) => renameNode(node, names)) };
}
