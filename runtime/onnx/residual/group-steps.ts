import type { DataFlow } from './data-flow.ts';
import type { ChainedStep } from './find-chain.ts';
import { layerName } from './layer-name.ts';

/** Steps that are one block. */
export interface StepGroup {
  /** As names in the file have it: `"encoder.layers.3"`; nothing where they do not tell. */
  readonly name?: string;
  readonly steps: readonly ChainedStep[];
}

/** Counts in names that are tried, the outermost first: a net may have stages of blocks. */
const DEPTHS = [1, 2, 3];

/**
 * Returns the blocks of a chain, by the layers that its nodes are named after; where names do not tell, each block begins with attention that follows
 * something else. Steps before the first block and after the last belong to none.
 */
export function groupSteps(flow: DataFlow, chain: readonly ChainedStep[]): StepGroup[] {
  const named = DEPTHS.map((depth) => byName(chain, (step) => layerName(flow, step.branch, depth))).map((groups = []) => groups.slice(Math.max(0, groups.findIndex(attends)), groups.findLastIndex(attends) + 1));
  const first = chain.findIndex(({ kind }) => kind === 'attention');
  return named.find((groups) => groups.length > 1) ?? named.find((groups) => groups.length > 0) ?? (first < 0 ? [] : byKind(chain.slice(first)));
}

function attends({ steps }: StepGroup): boolean {
  return steps.some(({ kind }) => kind === 'attention');
}

/** Nothing when a step in the middle has no name, or a name comes back. */
function byName(chain: readonly ChainedStep[], nameOf: (step: ChainedStep) => string | undefined): StepGroup[] | undefined {
  const groups: { name: string; steps: ChainedStep[] }[] = [];
  const names = chain.map(nameOf);
  const [from, to] = [names.findIndex((name) => name !== undefined), names.findLastIndex((name) => name !== undefined)];
  if (from < 0) return undefined;
  for (let at = from; at <= to; at++) {
    const name = names[at];
    if (name === undefined) return undefined;
    if (groups.at(-1)?.name === name) groups.at(-1)!.steps.push(chain[at]!);
    else if (groups.some((group) => group.name === name)) return undefined;
    else groups.push({ name, steps: [chain[at]!] });
  }
  return groups;
}

function byKind(chain: readonly ChainedStep[]): StepGroup[] {
  const groups: ChainedStep[][] = [];
  const isParallel = chain.every(({ kind }) => kind === 'attention'); // One sum for attention and what goes beside it
  chain.forEach((step, at) => {
    if (step.kind === 'attention' && (isParallel || chain[at - 1]?.kind !== 'attention')) groups.push([step]);
    else groups.at(-1)!.push(step);
  });
  return groups.map((steps) => ({ steps }));
}
