/** Rate and lengths of voiced and unvoiced stretches. */
export interface VoiceSegments {
  readonly voicedPerSecond: number;
  /** s. */
  readonly voiced: { readonly mean: number; readonly deviation: number };
  /** s. */
  readonly unvoiced: { readonly mean: number; readonly deviation: number };
}

/** Counts stretches frame by frame. */
export interface SegmentCounter {
  push(voiced: boolean): void;
  segments(): VoiceSegments;
}

const HOP = 0.01; // s

/** Returns a counter of stretches. A stretch of n frames is n − 1 hops long, from its first frame to its last; one of a single frame has length 0. */
export function voiceSegments(): SegmentCounter {
  const lengths = { voiced: sums(), unvoiced: sums() };
  let frames = 0;
  let [current, length] = [false, 0];
  const close = () => (current ? lengths.voiced : lengths.unvoiced).push((length - 1) * HOP);
  return {
    push(voiced) {
      if (frames > 0 && voiced !== current) {
        close();
        length = 0;
      }
      [current, frames, length] = [voiced, frames + 1, length + 1];
    },
    segments() {
      if (length > 0) close();
      length = 0;
      const { voiced, unvoiced } = lengths;
      return { voicedPerSecond: frames === 0 ? 0 : voiced.count() / (frames * HOP), voiced: voiced.spread(), unvoiced: unvoiced.spread() };
    },
  };
}

function sums() {
  let [n, sum, squares] = [0, 0, 0];
  return {
    push(value: number) {
      [n, sum, squares] = [n + 1, sum + value, squares + value * value];
    },
    count: () => n,
    spread: () => (n === 0 ? { mean: 0, deviation: 0 } : { mean: sum / n, deviation: Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)) }),
  };
}
