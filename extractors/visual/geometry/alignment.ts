import type { Landmarks } from '../face.ts';
import type { Affine } from './affine.ts';
import { toPoints, type FaceTemplate } from './face-template.ts';
import { similarityFrom } from './similarity.ts';

/** Returns the matrix picture → crop of `size` pixels square (the template's own by default) in which the five landmarks lie on the template. */
export function alignment(landmarks: Landmarks, template: FaceTemplate, size = template.size): Affine {
  const scale = size / template.size;
  const target = toPoints(template.landmarks).map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  return similarityFrom(toPoints(landmarks), target);
}
