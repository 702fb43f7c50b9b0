import { runningMoments } from './running-moments.ts';

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
/** Stretches of fewer frames are not counted. */
const LEAST = 3;

/**
 * Returns a counter of stretches. A stretch of n frames is n − 1 hops long, from its first frame to its last. One of fewer than three frames does not count, and a single frame
 * does not end the stretch around it; so do openSMILE's published values.
 */
export function voiceSegments(): SegmentCounter {
  const [voicedStretches, unvoicedStretches] = [stretches(), stretches()];
  let frames = 0;
  return {
    push(voiced) {
      voicedStretches.push(voiced);
      unvoicedStretches.push(!voiced);
      frames += 1;
    },
    segments() {
      const [voiced, unvoiced] = [voicedStretches.finish(), unvoicedStretches.finish()];
      return { voicedPerSecond: frames === 0 ? 0 : voiced.count / (frames * HOP), voiced, unvoiced };
    },
  };
}

function stretches() {
  const lengths = runningMoments();
  let [length, gap] = [0, 0];
  const close = () => {
    if (length >= LEAST) lengths.push((length - 1) * HOP);
    length = 0;
  };
  return {
    push(inside: boolean) {
      if (inside) [length, gap] = [length === 0 ? 1 : length + gap + 1, 0];
      else if (length > 0) gap += 1;
      if (gap === 2) close();
    },
    finish() {
      close();
      return { count: lengths.count(), mean: lengths.mean(), deviation: lengths.deviation() };
    },
  };
}
