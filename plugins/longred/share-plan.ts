/** What is to be shared out. */
export interface ShareOptions {
  /** Long examples, and all their rows together. */
  readonly videos: number;
  readonly videoRows: number;
  /** Rows of a window and of a short cut. */
  readonly window: number;
  readonly cut: number;
  /** Long examples in a step that are wanted; there may be more, so that each step has a window. */
  readonly batch: number;
}

/** How a step is made up. */
export interface SharePlan {
  /** Steps in which each long example is seen once. */
  readonly perEpoch: number;
  /** Long examples in a step. */
  readonly videos: number;
  readonly cuts: Slots;
  readonly windows: Slots;
}

/** Examples of one kind in a step: `size` places, of which `count` are filled. */
export interface Slots {
  readonly size: number;
  readonly count: (step: number) => number;
}

/**
 * Returns how rows are shared between long examples, short cuts and windows: 4 : 3 : 1, as LongReD was trained. What does not come out even in a step is made up
 * for in later ones, so that over an epoch each share is off by less than one example.
 */
export function sharePlan({ videos, videoRows, window, cut, batch }: ShareOptions): SharePlan {
  const mean = videoRows / videos;
  const perStep = Math.max(batch, Math.ceil((4 * window) / mean - 1e-9));
  return {
    perEpoch: Math.ceil(videos / perStep),
    videos: perStep,
    cuts: toSlots((0.75 * perStep * mean) / cut),
    windows: toSlots((0.25 * perStep * mean) / window),
  };
}

function toSlots(rate: number): Slots {
  const before = (step: number) => Math.floor(step * rate + 1e-9);
  return { size: Math.ceil(rate - 1e-9), count: (step) => before(step + 1) - before(step) };
}
