import type { MediaTools } from './media-tools.ts';

/** How the pictures of a clip are read. */
export interface VideoOptions {
  /**
   * Sampling: for each whole k the first frame with time ≥ k / `fps` is decoded, to half a tick of the stream's time base; the others are
   * `skipped`. Index and time stay those of the container. Absent: every frame is decoded.
   */
  readonly fps?: number | undefined;
  /** Frames before this time in seconds are `skipped`: for going on where a run stopped. */
  readonly from?: number | undefined;
  /** Larger pictures are made smaller until neither side is longer, in pixels. `frame.width / facts.video.width` is the scale. */
  readonly maxSide?: number | undefined;
  /** How many frames stay valid at once, default 4. A frame's pixels are overwritten when `pool` further decoded frames have been asked for. */
  readonly pool?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly tools?: MediaTools | undefined;
}
