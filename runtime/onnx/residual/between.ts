import type { DataFlow } from './data-flow.ts';

/** Returns the nodes on the ways that data take from one value to another, in order; none when no way leads there. */
export function nodesBetween(flow: DataFlow, from: string, to: string): number[] {
  const first = flow.maker(from);
  const behind = new Set<number>();
  const ahead = [flow.maker(to)];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node <= first || behind.has(node)) continue; // What comes before `from` cannot depend on it
    behind.add(node);
    for (const name of flow.dataReads(node)) if (name !== from) ahead.push(flow.maker(name));
  }
  const reached = new Set([from]);
  const between: number[] = [];
  for (const node of [...behind].sort((a, b) => a - b)) {
    if (!flow.dataReads(node).some((name) => reached.has(name))) continue;
    between.push(node);
    flow.nodes[node]!.outputs.forEach((name) => reached.add(name));
  }
  return flow.nodes[flow.maker(to)]?.outputs.some((name) => reached.has(name)) === true ? between : [];
}
