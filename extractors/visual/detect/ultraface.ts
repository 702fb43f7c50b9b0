import type { Box, Face, FaceDetector, Landmarks, Point } from '../face.ts';
import type { Size } from '../geometry/letterbox.ts';
import { toPixelSize } from '../geometry/pixel-format.ts';
import type { OpenedModel } from '../opened-model.ts';
import { outputOf } from '../output-of.ts';
import type { DetectorOptions } from './detector-options.ts';
import { openFieldDetector } from './field-detector.ts';

/** Where the five landmarks lie in an UltraFace box on average, as fractions of its sides. */
const AVERAGE_FACE: Landmarks = {
  rightEye: { x: 0.31, y: 0.4 },
  leftEye: { x: 0.69, y: 0.4 },
  nose: { x: 0.5, y: 0.6 },
  rightMouth: { x: 0.34, y: 0.78 },
  leftMouth: { x: 0.66, y: 0.78 },
};

/**
 * Returns a detector over Linzaer's Ultra-Light-Fast face detector with fixed input. The net gives boxes only: the
 * landmarks are those of an average upright face in the box, good for a loose crop, not for the tilt of a head.
 */
export function openUltraface(opened: OpenedModel, { minScore = 0.7, overlap = 0.3 }: DetectorOptions = {}): FaceDetector {
  const [height, width] = toPixelSize(opened.model);
  return openFieldDetector(opened, {
    field: () => ({ width, height }),
    decode: (outputs, field) => {
      const boxes = Object.values(outputs).reduce((longest, values) => (values.length > longest.length ? values : longest), new Float32Array());
      const scores = outputOf(outputs, { model: opened.model.id, length: boxes.length / 2 });
      return decodeUltraface({ scores, boxes, field }, minScore);
    },
    suppression: { overlap },
  });
}

/** What UltraFace says of one picture. */
export interface UltrafaceOutput {
  /** Shape `[priors, 2]`: background, face. */
  readonly scores: Float32Array;
  /** Shape `[priors, 4]`: left, top, right, bottom as fractions of the field. */
  readonly boxes: Float32Array;
  readonly field: Size;
}

/** Returns the faces above `minScore` in pixels of the net's field, with estimated landmarks. */
export function decodeUltraface({ scores, boxes, field }: UltrafaceOutput, minScore: number): Face[] {
  const faces: Face[] = [];
  for (let prior = 0; prior < scores.length / 2; prior++) {
    const score = scores[prior * 2 + 1]!;
    if (score < minScore) continue;
    const [left, top] = [boxes[prior * 4]! * field.width, boxes[prior * 4 + 1]! * field.height];
    const [right, bottom] = [boxes[prior * 4 + 2]! * field.width, boxes[prior * 4 + 3]! * field.height];
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    faces.push({ box, landmarks: averageLandmarks(box), score });
  }
  return faces;
}

function averageLandmarks({ x, y, width, height }: Box): Landmarks {
  const at = (point: Point): Point => ({ x: x + point.x * width, y: y + point.y * height });
  const { rightEye, leftEye, nose, rightMouth, leftMouth } = AVERAGE_FACE;
  return { rightEye: at(rightEye), leftEye: at(leftEye), nose: at(nose), rightMouth: at(rightMouth), leftMouth: at(leftMouth) };
}
