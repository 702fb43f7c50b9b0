import type { DataFlow } from './data-flow.ts';
import { normalisedFrom, type NormalisedFrom } from './normalisation.ts';
import { findResidualSteps, type ResidualStep } from './residual-step.ts';

/** A step with how it follows the one before. */
export interface ChainedStep extends ResidualStep {
  /** Operators between the sum of the step before and what this one starts from; empty where it is that sum. Nothing for the first step. */
  readonly norm?: readonly string[];
}

/** Returns the longest row of steps in which each starts from what the one before has made, as it is or normalised. */
export function findChain(flow: DataFlow): ChainedStep[] {
  const steps = findResidualSteps(flow);
  const sums = new Map(steps.map((step) => [step.sum, step]));
  const before = new Map(steps.map((step) => [step, linkOf(flow, step, sums)] as const));
  const lengths = new Map<ResidualStep, number>();
  for (const step of steps) {
    const link = before.get(step);
    lengths.set(step, 1 + (link === undefined ? 0 : lengths.get(link.step)!));
  }
  const chain: ChainedStep[] = [];
  const last = steps.reduce<ResidualStep | undefined>((best, step) => (best === undefined || lengths.get(step)! > lengths.get(best)! ? step : best), undefined);
  for (let step = last; step !== undefined; step = before.get(step)?.step) {
    const link = before.get(step);
    chain.unshift({ ...step, ...(link && { norm: link.ops }) });
  }
  return chain;
}

function linkOf(flow: DataFlow, { skip, sum }: ResidualStep, sums: ReadonlyMap<string, ResidualStep>): (NormalisedFrom & { readonly step: ResidualStep }) | undefined {
  const sources = new Set(sums.keys());
  sources.delete(sum);
  const link = normalisedFrom(flow, skip, sources);
  return link && { ...link, step: sums.get(link.source)! };
}
