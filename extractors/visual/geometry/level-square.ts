import type { Face } from '../face.ts';
import type { Affine } from './affine.ts';

/** How large the square is, and how many pixels it becomes. */
export interface LevelSquareOptions {
  /** Side of the square over the longer side of the face box. */
  readonly enlarge: number;
  /** Side of the crop in pixels. */
  readonly size: number;
}

/** Returns the matrix crop pixel → picture pixel of a square around the middle of the face box, turned so that the eyes are level. */
export function levelSquare({ box, landmarks }: Face, { enlarge, size }: LevelSquareOptions): Affine {
  const { rightEye, leftEye } = landmarks;
  const angle = Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x);
  const scale = (Math.max(box.width, box.height) * enlarge) / size;
  const [cosine, sine] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const [centreX, centreY] = [box.x + box.width / 2 - 0.5, box.y + box.height / 2 - 0.5];
  const middle = (size - 1) / 2;
  return [cosine, -sine, centreX - cosine * middle + sine * middle, sine, cosine, centreY - sine * middle - cosine * middle];
}
