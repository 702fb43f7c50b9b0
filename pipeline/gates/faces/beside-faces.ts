import { intersectionOverUnion } from '../../../extractors/visual/detect/suppress.ts';
import type { Face, Landmarks, Point } from '../../../extractors/visual/face.ts';
import type { FaceInImage } from '../../../extractors/visual/face-reader.ts';
import type { Random } from '../../../runtime/train/random.ts';

/** Draws for one place. */
const TRIES = 10;
/** Times the size of the face. */
const SIZES = [0.5, 1.5] as const;
/** Of the box of a face may be this much of the one beside it, and the other way round, as intersection over union. */
const OVERLAP = 0.1;

/** Returns a place in the picture of a face where no face is, as if one were there; `undefined` where none is found in ten draws. */
export function besideFace({ image, face }: FaceInImage, others: readonly FaceInImage[], random: Random): FaceInImage | undefined {
  const taken = others.filter((other) => other.image === image);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const scale = SIZES[0] + (SIZES[1] - SIZES[0]) * random.uniform();
    const { width, height } = face.box;
    const to = { x: random.uniform() * (image.width - scale * width), y: random.uniform() * (image.height - scale * height) };
    const moved = moveFace(face, to, scale);
    const isInside = to.x >= 0 && to.y >= 0;
    if (isInside && taken.every((other) => intersectionOverUnion(other.face.box, moved.box) < OVERLAP)) return { image, face: moved };
  }
  return undefined;
}

/** The face with the corner of its box at `to`. */
function moveFace({ score, box, landmarks }: Face, to: Point, scale: number): Face {
  const point = ({ x, y }: Point): Point => ({ x: to.x + scale * (x - box.x), y: to.y + scale * (y - box.y) });
  const points = Object.fromEntries(Object.entries(landmarks as unknown as Record<string, Point>).map(([name, each]) => [name, point(each)])) as unknown as Landmarks;
  return { score, box: { ...to, width: scale * box.width, height: scale * box.height }, landmarks: points };
}
