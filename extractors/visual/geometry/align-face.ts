import type { Landmarks } from '../face.ts';
import type { RgbImage } from '../image.ts';
import type { Affine } from './affine.ts';
import { toPoints, type FaceTemplate } from './face-template.ts';
import { similarityFrom } from './similarity.ts';
import { warpAffine } from './warp-affine.ts';

/** Returns the face cut out so that its five landmarks lie on the template, `size` pixels square (the template's own by default). Outside is black. */
export function alignFace(image: RgbImage, landmarks: Landmarks, template: FaceTemplate, size = template.size): RgbImage {
  return warpAffine(image, alignment(landmarks, template, size), { width: size, height: size });
}

/** Returns the matrix picture → aligned crop of `size` pixels. */
export function alignment(landmarks: Landmarks, template: FaceTemplate, size = template.size): Affine {
  const scale = size / template.size;
  const target = toPoints(template.landmarks).map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  return similarityFrom(toPoints(landmarks), target);
}
