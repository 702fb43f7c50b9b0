import type { DataFlow } from './data-flow.ts';

/** A part of a name that counts layers: `layers.3`, `layer.3`, `blocks/3`, `h.3`. */
const COUNTED = /(?:^|[/.:])[A-Za-z_]*(?:layers?|blocks?|h)[._/](\d+)(?=[/.:_]|$)/gi;

/** Returns which layer most of the nodes belong to by their modules, or by names: theirs, those of what they make, those of their weights: `"encoder.layers.3"`. `depth` 1 is the outermost count. */
export function layerName(flow: DataFlow, nodes: readonly number[], depth: number): string | undefined {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const { name, scope, inputs, outputs } = flow.nodes[node]!;
    for (const text of scope === '' ? new Set([name, ...outputs, ...inputs.filter((each) => flow.constants.has(each))]) : [scope]) {
      const prefix = prefixOf(text, depth);
      if (prefix !== undefined) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Returns how many counts a name has. */
export function depthOf(name: string): number {
  return [...name.matchAll(COUNTED)].length;
}

function prefixOf(name: string, depth: number): string | undefined {
  const match = [...name.matchAll(COUNTED)][depth - 1];
  return match && name.slice(0, match.index + match[0].length).replaceAll('/', '.').replace(/^\./, '');
}
