import type { FaceInImage } from '../face-reader.ts';
import { invertAffine, type Affine } from './affine.ts';
import { alignment } from './alignment.ts';
import type { FaceTemplate } from './face-template.ts';
import type { Point } from '../face.ts';
import { levelSquare } from './level-square.ts';
import { enlargeToSquare } from './enlarge-to-square.ts';

/** How a net wants the face cut out of the picture. */
export type FaceCut =
  /** A square around the middle of the box, `enlarge` times its longer side, upright. */
  | { readonly kind: 'square'; readonly enlarge: number }
  /**
   * A square laid out by the landmarks, so that it does not depend on how a detector draws its boxes: the eyes level, its
   * middle at `down` of the way from the eyes to the mouth, its side `spread` times that way (or the distance of the eyes, if longer).
   */
  | { readonly kind: 'landmarks'; readonly spread: number; readonly down: number }
  /** A rectangle of `enlarge` times the box, stretched to the net's square. */
  | { readonly kind: 'stretched'; readonly enlarge: number }
  /** The upright square of `@vladmandic/human`: corners on whole pixels, sampled first on a grid of `grid` pixels. */
  | { readonly kind: 'human'; readonly enlarge: number; readonly grid: number }
  /** The five landmarks on their places in the template. */
  | { readonly kind: 'aligned'; readonly template: FaceTemplate };

/** Returns the matrix crop pixel → picture pixel for a crop of `size` × `size` pixels. */
export function cutMatrix(cut: FaceCut, { face, image }: FaceInImage, size: number): Affine {
  switch (cut.kind) {
    case 'square':
      return stretchedMatrix({ kind: 'stretched', enlarge: cut.enlarge }, { face: { ...face, box: enlargeToSquare(face.box, 1) }, size });
    case 'landmarks':
      return landmarksMatrix(cut, { face, size });
    case 'stretched':
      return stretchedMatrix(cut, { face, size });
    case 'human':
      return humanMatrix(cut, { face, image, size });
    case 'aligned':
      return invertAffine(alignment(face.landmarks, cut.template, size));
  }
}

function landmarksMatrix(cut: FaceCut & { kind: 'landmarks' }, { face, size }: { face: FaceInImage['face']; size: number }): Affine {
  const { rightEye, leftEye, rightMouth, leftMouth } = face.landmarks;
  const [eyes, mouth] = [middle(rightEye, leftEye), middle(rightMouth, leftMouth)];
  const longer = Math.max(Math.hypot(mouth.x - eyes.x, mouth.y - eyes.y), Math.hypot(leftEye.x - rightEye.x, leftEye.y - rightEye.y));
  // Box edges lie half a pixel before pixel centres
  const centre = { x: eyes.x + (mouth.x - eyes.x) * cut.down + 0.5, y: eyes.y + (mouth.y - eyes.y) * cut.down + 0.5 };
  const box = { x: centre.x - longer / 2, y: centre.y - longer / 2, width: longer, height: longer };
  return levelSquare({ ...face, box }, { enlarge: cut.spread, size });
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function stretchedMatrix(cut: FaceCut & { kind: 'stretched' }, { face, size }: { face: FaceInImage['face']; size: number }): Affine {
  const { x, y, width, height } = face.box;
  const [scaleX, scaleY] = [(width * cut.enlarge) / size, (height * cut.enlarge) / size];
  const [left, top] = [x + (width * (1 - cut.enlarge)) / 2, y + (height * (1 - cut.enlarge)) / 2];
  return [scaleX, 0, left + (scaleX - 1) / 2, 0, scaleY, top + (scaleY - 1) / 2];
}

/** `tf.image.cropAndResize` spans the corners' pixel centres; `tf.image.resizeBilinear` then steps from the first pixel on. */
function humanMatrix(cut: FaceCut & { kind: 'human' }, { face, image, size }: FaceInImage & { size: number }): Affine {
  const square = enlargeToSquare(face.box, cut.enlarge);
  const [left, top] = [Math.round(square.x), Math.round(square.y)];
  const [right, bottom] = [Math.round(square.x + square.width), Math.round(square.y + square.height)];
  const [shrinkX, shrinkY] = [(image.width - 1) / image.width, (image.height - 1) / image.height];
  const step = cut.grid / size / (cut.grid - 1);
  return [(right - left) * shrinkX * step, 0, left * shrinkX, 0, (bottom - top) * shrinkY * step, top * shrinkY];
}
