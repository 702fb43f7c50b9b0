import type { Graph, GraphNode } from '../onnx/model.ts';

/** Returns the node with every name that is a key of `names` replaced by its value, in nested graphs too. */
export function renameNode(node: GraphNode, names: ReadonlyMap<string, string>): GraphNode {
  const renamed = (name: string) => names.get(name) ?? name;
  const attributes = Object.entries(node.attributes ?? {}).map(([key, value]) => [key, isGraph(value) ? { graph: renameWithin(value.graph, names) } : value] as const);
  return { ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed), ...(node.attributes && { attributes: Object.fromEntries(attributes) }) };
}

function renameWithin(graph: Graph, names: ReadonlyMap<string, string>): Graph {
  const outputs = graph.outputs.map((port) => ({ ...port, name: names.get(port.name) ?? port.name }));
  return { ...graph, nodes: graph.nodes.map((inner) => renameNode(inner, names)), outputs };
}

function isGraph(value: unknown): value is { readonly graph: Graph } {
  return typeof value === 'object' && value !== null && 'graph' in value;
}
