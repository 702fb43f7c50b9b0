import type { FrameDescriptors } from '../descriptors/frame-descriptors.ts';
import type { EgemapsFrame } from '../egemaps/describe-egemaps.ts';

/** All that the voice head is told of 10 ms of sound. */
export interface HeadFrame extends FrameDescriptors {
  readonly egemaps: EgemapsFrame;
  /** Level of each of `HEAD_BANDS` mel bands in dB. */
  readonly levels: Float32Array;
}

/** Mel bands (Slaney's, up to 8 kHz) of a frame. */
export const HEAD_BANDS = 40;
