import type { Face } from '../../extractors/visual/face.ts';
import type { TimedStatement } from '../../fusion/verdicts/smooth-statement.ts';
import type { FrameStatus } from '../media/frame.ts';

/** One person in one frame: who, where, and what the face says. */
export interface PersonSighting {
  /** Id through the clip, from 0. */
  readonly person: number;
  readonly face: Face;
  /** What the expression model says of the face, over the eight expressions; absent where `uncertain` says why it is withheld. */
  readonly statement?: TimedStatement;
  readonly uncertain?: string;
  /** As in `FaceSighting`. */
  readonly familiarity?: number;
  /** How far the lips are apart, as `mouthOpening` has it; absent where it is not known. */
  readonly mouth?: number;
}

/** One frame of the container and the people in it. */
export interface FramePeople {
  readonly frame: number;
  readonly time: number;
  readonly status: FrameStatus;
  readonly people: readonly PersonSighting[];
  /** How many detections were no faces; absent: none. */
  readonly doubted?: number;
}
