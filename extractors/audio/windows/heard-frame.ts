import type { FrameDescriptors } from '../descriptors/frame-descriptors.ts';

/** A described frame together with what the voice detector heard at its time. */
export interface HeardFrame extends FrameDescriptors {
  /** Probability of speech in [0, 1]. */
  readonly speech: number;
}
