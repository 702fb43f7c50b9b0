import { runningMoments, type RunningMoments } from './running-moments.ts';

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
  const lengths = { voiced: runningMoments(), unvoiced: runningMoments() };
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
      return { voicedPerSecond: frames === 0 ? 0 : voiced.count() / (frames * HOP), voiced: spread(voiced), unvoiced: spread(unvoiced) };
    },
  };
}

function spread(moments: RunningMoments): { mean: number; deviation: number } {
  return { mean: moments.mean(), deviation: moments.deviation() };
}
