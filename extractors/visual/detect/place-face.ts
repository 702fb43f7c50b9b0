import type { Face, Point } from '../face.ts';
import type { Affine } from '../geometry/affine.ts';
import { fromField } from '../geometry/letterbox.ts';

/** Returns a face found in the net's field as a face of the picture: `backward` is the matrix that the field was filled with. */
export function placeFace({ box, landmarks, score }: Face, backward: Affine): Face {
  const point = (at: Point): Point => fromField(backward, at);
  const scale = backward[0];
  return {
    box: { ...point(box), width: box.width * scale, height: box.height * scale },
    landmarks: {
      rightEye: point(landmarks.rightEye),
      leftEye: point(landmarks.leftEye),
      nose: point(landmarks.nose),
      rightMouth: point(landmarks.rightMouth),
      leftMouth: point(landmarks.leftMouth),
    },
    score,
  };
}
