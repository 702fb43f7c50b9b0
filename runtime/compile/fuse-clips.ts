import { readsOf } from './reads-of.ts';
import type { Graph, GraphNode } from '../onnx/model.ts';

/**
 * Returns the graph with each `max(min(x, high), low)` of scalar constants written as one `Clip`, which ONNX Runtime
 * fuses into the convolution before it. Converted MobileNets spell their ReLU6 this way.
 */
export function fuseClips(graph: Graph): Graph {
  const scalars = new Set((graph.initializers ?? []).filter(({ dims }) => dims.length === 0).map(({ name }) => name));
  const producers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  const uses = countUses(graph);
  const fused = new Set<GraphNode>();
  const nodes = graph.nodes.map((node) => {
    const upper = splitScalar(node, 'Max', scalars);
    const lower = upper && splitScalar(producers.get(upper.rest), 'Min', scalars);
    if (!upper || !lower || uses.get(upper.rest) !== 1) return node;
    fused.add(producers.get(upper.rest)!);
    return { op: 'Clip', inputs: [lower.rest, upper.scalar, lower.scalar], outputs: node.outputs };
  });
  return { ...graph, nodes: nodes.filter((node) => !fused.has(node)) };
}

function splitScalar(node: GraphNode | undefined, op: string, scalars: ReadonlySet<string>): { scalar: string; rest: string } | undefined {
  if (node?.op !== op) return undefined;
  const scalar = node.inputs.find((input) => scalars.has(input));
  const rest = node.inputs.find((input) => !scalars.has(input));
  return scalar === undefined || rest === undefined ? undefined : { scalar, rest };
}

function countUses({ nodes, outputs }: Graph): Map<string, number> {
  const uses = new Map<string, number>();
  for (const name of [...nodes.flatMap(readsOf), ...outputs.map((output) => output.name)]) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
