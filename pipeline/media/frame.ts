import type { RgbImage } from '../../extractors/visual/image.ts';

/** One decoded picture of a clip. The pixels belong to the source and are reused: valid until the consumer asks for a later frame beyond its pool. */
export interface Frame extends RgbImage {
  /** Position in the container, from 0, counting every frame, also skipped ones. */
  readonly index: number;
  /** Presentation time in seconds; the clip's clock starts at its first frame's own time stamp minus the container's start. */
  readonly time: number;
}

/** What became of one frame of the container. */
export type FrameStatus = 'analysed' | 'no-face' | 'skipped' | 'failed';
