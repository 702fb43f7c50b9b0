import { batchSignature, type Layout } from '../../../fusion/train/layout.ts';
import type { ClipPlan } from './clip-plan.ts';
import { cutFor } from './prepare-tracks.ts';
import type { Preparation } from './preparation.ts';

/** What may be too large. */
export interface Sizes {
  readonly layout: Layout;
  /** Examples in a step. */
  readonly batch: number;
  readonly preparation: Preparation;
  readonly plans: readonly ClipPlan[];
  /** GB of features that are kept. */
  readonly memory: number;
}

const GIGABYTE = 1e9;

/** Returns a sentence where one batch takes more than a gigabyte, and one where features are more than what is kept in memory. */
export function sizeWarnings({ layout, batch, preparation, plans, memory }: Sizes): string[] {
  const batchSize = (4 * Object.values(batchSignature(layout, batch)).reduce((sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 1), 0)) / GIGABYTE;
  const longest = Math.max(...Object.values(layout.modalities).map(({ length }) => length ?? 1));
  const all = plans.reduce((sum, plan) => sum + bytesOf(preparation, plan), 0) / GIGABYTE;
  return [
    ...(batchSize > 1 ? [`A batch takes ${batchSize.toFixed(1)} GB, because the longest example has ${longest} rows. Cut clips with \`windows\`, or lower training.batch.`] : []),
    ...(all > memory ? [`The features take ${all.toPrecision(2)} GB, and ${memory} GB are kept in memory: the rest is read in every epoch, which is slow. Raise runtime.memory where there is more.`] : []),
  ];
}

function bytesOf(preparation: Preparation, { scanned, timeline }: ClipPlan): number {
  return Object.entries(scanned.tracks).reduce((sum, [name, { times }]) => {
    const cut = cutFor(preparation, name);
    const pooled = cut === 'mean' && preparation.windows === null;
    return sum + 4 * preparation.modalities[name]!.dimensions * (pooled ? 1 : cut === 'rows' ? timeline.length : times.length);
  }, 0);
}
