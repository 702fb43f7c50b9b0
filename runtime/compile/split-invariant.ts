import { readsOf } from './reads-of.ts';
import type { GraphNode } from '../onnx/model.ts';

/** Parts the nodes of a loop's body into those that depend on what `varying` names, and those that are the same at every step. */
export function splitInvariant(nodes: readonly GraphNode[], varying: Iterable<string>): { varying: readonly GraphNode[]; invariant: readonly GraphNode[] } {
  const names = new Set(varying);
  const [changing, invariant]: [GraphNode[], GraphNode[]] = [[], []];
  for (const node of nodes) {
    if (readsOf(node).some((name) => names.has(name))) {
      changing.push(node);
      for (const output of node.outputs) names.add(output);
    } else invariant.push(node);
  }
  return { varying: changing, invariant };
}
