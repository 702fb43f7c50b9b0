import { batchSignature, type Layout } from '../../../fusion/train/layout.ts';

/** Batches above this many bytes make training slow or impossible on most machines. */
const LARGE = 1e9;

/** Returns a sentence where one batch is very large: clips that differ much in length, or are long. */
export function sizeWarnings(layout: Layout, batch: number): string[] {
  const values = Object.values(batchSignature(layout, batch)).reduce((sum, { dims }) => sum + dims.reduce((product, dim) => product * dim, 1), 0);
  if (values * 4 <= LARGE) return [];
  const longest = Math.max(...Object.values(layout.modalities).map(({ length }) => length ?? 1));
  return [`A batch takes ${((values * 4) / 1e9).toFixed(1)} GB, because the longest example has ${longest} rows. Cut clips with \`windows\`, or lower training.batch.`];
}
