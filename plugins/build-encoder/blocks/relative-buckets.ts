/** How distances between rows share weights: T5's buckets (Raffel et al. 2019, arXiv:1910.10683), for both directions. */
export interface BucketPlan {
  readonly buckets: number;
  /** From this distance on all rows share a bucket. */
  readonly farthest: number;
}

/**
 * Returns the bucket of each distance from `−farthest` to `farthest`, the row looked at minus the one that looks; shape `[2·farthest + 1]`. Half of the buckets are for rows
 * ahead; of each half, one half is for single distances and the other grows by the logarithm. Computed in single precision, as nets are trained.
 */
export function relativeBuckets({ buckets, farthest }: BucketPlan): number[] {
  const half = buckets / 2;
  const exact = Math.floor(half / 2);
  const span = Math.fround(Math.log(farthest / exact));
  return Array.from({ length: 2 * farthest + 1 }, (_, index) => {
    const distance = index - farthest;
    const near = Math.abs(distance);
    const grown = Math.fround(Math.fround(Math.fround(Math.log(Math.fround(near / exact))) / span) * (half - exact));
    const bucket = near < exact ? near : Math.min(half - 1, Math.trunc(Math.fround(exact + grown)));
    return (distance > 0 ? half : 0) + bucket;
  });
}
