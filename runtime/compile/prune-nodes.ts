import { readsOf } from './reads-of.ts';
import type { GraphNode } from '../onnx/model.ts';

/** Returns the nodes, in their order, that the tensors named `wanted` depend on. */
export function pruneNodes(nodes: readonly GraphNode[], wanted: Iterable<string>): readonly GraphNode[] {
  const names = new Set(wanted);
  const kept: GraphNode[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((output) => names.has(output))) continue;
    kept.push(node);
    for (const name of readsOf(node)) names.add(name);
  }
  return kept.reverse();
}
