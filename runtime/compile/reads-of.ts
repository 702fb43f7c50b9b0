import type { GraphNode } from '../onnx/model.ts';

/** Returns the names that a node reads: its inputs, and what its nested graphs read of the graphs around them. */
export function readsOf(node: GraphNode): readonly string[] {
  const nested = graphsOf(node).flatMap(({ nodes, outputs, inputs, initializers = [] }) => {
    const own = new Set([...inputs, ...initializers].map(({ name }) => name).concat(nodes.flatMap((inner) => inner.outputs)));
    return [...nodes.flatMap(readsOf), ...outputs.map(({ name }) => name)].filter((name) => !own.has(name));
  });
  return [...node.inputs.filter((name) => name !== ''), ...nested];
}

/** Returns the nodes with those of their nested graphs, to any depth. */
export function withNested(nodes: readonly GraphNode[]): readonly GraphNode[] {
  return nodes.flatMap((node) => [node, ...graphsOf(node).flatMap((graph) => withNested(graph.nodes))]);
}

function graphsOf({ attributes = {} }: GraphNode) {
  return Object.values(attributes).flatMap((value) => (typeof value === 'object' && 'graph' in value ? [value.graph] : []));
}
