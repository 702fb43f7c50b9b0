/** How distances share weights in DeBERTa. */
export interface SignedBucketPlan {
  /** Rows of one direction in the table; 0: each distance has its own, up to `farthest`. */
  readonly buckets: number;
  /** From here on all rows share a place. */
  readonly farthest: number;
}

/**
 * Returns the place of each distance from `−(rows − 1)` to `rows − 1`, the row that looks minus the one looked at, in a table of `2·span` rows, `span` being `buckets` or `farthest`; shape `[2·rows − 1]`. Half of the
 * buckets are for single distances, the others grow by the logarithm (He et al. 2021, arXiv:2111.09543). Computed in single precision, as nets are trained.
 */
export function signedBuckets(rows: number, { buckets, farthest }: SignedBucketPlan): number[] {
  const span = buckets > 0 ? buckets : farthest;
  const middle = Math.floor(buckets / 2);
  return Array.from({ length: 2 * rows - 1 }, (_, index) => {
    const distance = index - (rows - 1);
    const place = buckets > 0 && Math.abs(distance) > middle ? Math.sign(distance) * grown(Math.abs(distance), { middle, farthest }) : distance;
    return Math.min(2 * span - 1, Math.max(0, place + span));
  });
}

function grown(distance: number, { middle, farthest }: { readonly middle: number; readonly farthest: number }): number {
  const share = Math.fround(Math.fround(Math.log(Math.fround(distance / middle))) / Math.fround(Math.log(Math.fround((farthest - 1) / middle))));
  return Math.ceil(Math.fround(share * (middle - 1))) + middle;
}
