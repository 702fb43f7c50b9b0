import type { Box, Face } from '../../../extractors/visual/face.ts';

/** A face with plausible landmarks in `box`. */
export function faceIn(box: Box, score = 0.9): Face {
  const at = (x: number, y: number) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
  return {
    box,
    score,
    landmarks: { rightEye: at(0.3, 0.4), leftEye: at(0.7, 0.4), nose: at(0.5, 0.6), rightMouth: at(0.35, 0.8), leftMouth: at(0.65, 0.8) },
  };
}
