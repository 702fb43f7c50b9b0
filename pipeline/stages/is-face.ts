import type { Face } from '../../extractors/visual/face.ts';

/**
 * Presence, in [0, 1], from which a detection is a face: less is asked of one that the detector is sure of. Over the clips and pictures
 * at hand the embedded detector sees faces in letters and clouds with scores up to 0.82, where presence stays under 0.1.
 */
const MIN_PRESENCE = { sure: 0.4, doubtful: 0.9 };
const SURE_SCORE = 0.75;

/** Returns whether what a detector found is a face to the mesh net, which says how much one is there. */
export function isFace({ score }: Pick<Face, 'score'>, presence: number): boolean {
  return presence >= (score >= SURE_SCORE ? MIN_PRESENCE.sure : MIN_PRESENCE.doubtful);
}
