import type { RgbImage } from '../../extractors/visual/image.ts';

/** One decoded picture of a clip. The pixels belong to the source and are reused: valid until the consumer asks for a later frame beyond its pool. */
export interface Frame extends RgbImage {
  /** Position in the container, from 0, counting every frame, also skipped ones. */
  readonly index: number;
  /** Presentation time in seconds on the clip's clock, which is zero where the earliest of the clip's video and audio streams starts. */
  readonly time: number;
}

/** What the container holds at one position: one entry of the frame ledger, in presentation order. */
export type FrameEntry =
  | { readonly status: 'decoded'; readonly index: number; readonly time: number; readonly frame: Frame }
  /** `skipped`: sampling does not want it. `failed`: it is there and cannot be decoded. */
  | { readonly status: 'skipped' | 'failed'; readonly index: number; readonly time: number };

/** What became of one frame of the container. */
export type FrameStatus = 'analysed' | 'no-face' | 'skipped' | 'failed';
