import type { FaceMesh } from './face-mesh.ts';

/** Inner edges of the upper and the lower lip, above each other: in the middle, and half-way to the corners on both sides. */
const LIPS = [[13, 14], [82, 87], [312, 317]] as const;
/** Outer corners of the eyes: bone, so neither a smile nor speech moves them. */
const EYES = [33, 263] as const;
/** Below this distance between the eyes, in pixels, lips are too few pixels apart to be measured. */
const LEAST_EYES = 16;
/** Below this presence the mesh lies on no face. */
const LEAST_PRESENCE = 0.5;

/**
 * Returns how far the lips are apart: the mean distance of three pairs of points on the inner lips over the distance between the outer corners of the
 * eyes, 0 when closed and about 0.1 to 0.3 in speech. Both are measured in space, so size does not matter and a turned head little. It is to the mouth what the
 * aspect ratio of Soukupová and Čech (2016) is to the eye, but over a length that speech does not change. Points are numbered as in MediaPipe's canonical
 * face model (Kartynnik et al. 2019, arXiv:1907.06724), which both nets share. `undefined` where the face is small or the net sees none.
 */
export function mouthOpening({ points, presence }: FaceMesh): number | undefined {
  const distance = ([a, b]: readonly [number, number]) => Math.hypot(points[3 * a]! - points[3 * b]!, points[3 * a + 1]! - points[3 * b + 1]!, points[3 * a + 2]! - points[3 * b + 2]!);
  const eyes = distance(EYES);
  if (presence < LEAST_PRESENCE || !(eyes >= LEAST_EYES)) return undefined;
  return LIPS.reduce((sum, pair) => sum + distance(pair), 0) / LIPS.length / eyes;
}
