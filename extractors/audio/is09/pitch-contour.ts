/** Smooths pitch frame by frame, one frame late. */
export interface PitchContour {
  /** Takes the pitch of a frame in Hz, 0 where it is unvoiced; returns the smoothed pitch of the frame before it, 0 for the frame before the first. */
  push(hz: number): number;
}

/** How far a pitch may lie from the running mean, as a ratio. */
const [LOWEST, HIGHEST] = [0.6, 1.4];
/** What a frame counts in the running mean, and what one that jumps counts. */
const [WEIGHT, WEIGHT_OF_JUMPS] = [0.3, 0.1];

/**
 * Returns a contour that replaces jumps by the running mean of voiced frames, leaves out frames that are voiced alone, and averages each with the
 * voiced frame before it. The constants are those that published values obey, see docs/is09.md.
 */
export function pitchContour(): PitchContour {
  const withoutJumps = replaceJumps();
  let [second, last] = [0, 0]; // Pitch of the two frames before
  return {
    push(hz) {
      const pitch = withoutJumps(hz);
      const alone = second === 0 && pitch === 0;
      const smoothed = last === 0 || alone ? 0 : second === 0 ? last : (second + last) / 2;
      [second, last] = [last, pitch];
      return smoothed;
    },
  };
}

function replaceJumps(): (hz: number) => number {
  let mean = 0;
  return (hz) => {
    if (hz === 0) return 0;
    if (mean === 0) mean = hz;
    const before = mean;
    const jumps = hz > HIGHEST * before || hz < LOWEST * before;
    mean += (jumps ? WEIGHT_OF_JUMPS : WEIGHT) * (hz - before);
    return jumps ? before : hz;
  };
}
