import type { PictureSize } from './draw-people.ts';
import type { Place } from './draw-person.ts';
import type { Look } from './look.ts';
import type { Performance } from './performance.ts';

/** One person of a clip: how they look, what they do, where they stand. */
export interface Actor {
  readonly look: Look;
  readonly performance: Performance;
  readonly place: Place;
  /** Number of the speaker: pitch and timbre of the voice. */
  readonly seed: number;
  /** Stretches in seconds during which they are out of the picture; they are still heard. */
  readonly away?: readonly { readonly start: number; readonly end: number }[] | undefined;
}

/** A clip to be drawn. The same clip gives the same frames and the same sound. */
export interface DrawnClip extends PictureSize {
  /** Seconds. */
  readonly duration: number;
  /** Hz. */
  readonly fps: number;
  /** Colours of the wall, top and bottom. */
  readonly wall: readonly [string, string];
  /** May be empty: a clip without a face. */
  readonly actors: readonly Actor[];
}
