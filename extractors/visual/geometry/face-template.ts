import type { Landmarks, Point } from '../face.ts';

/** Where the five landmarks lie in an aligned crop. */
export interface FaceTemplate {
  /** Side of the square crop in pixels that `landmarks` are given for. */
  readonly size: number;
  readonly landmarks: Landmarks;
}

/** The 112 × 112 crop of ArcFace (Deng et al. 2019), which SFace and most face recognisers since expect. */
export const ARCFACE_TEMPLATE: FaceTemplate = {
  size: 112,
  landmarks: {
    rightEye: { x: 38.2946, y: 51.6963 },
    leftEye: { x: 73.5318, y: 51.5014 },
    nose: { x: 56.0252, y: 71.7366 },
    rightMouth: { x: 41.5493, y: 92.3655 },
    leftMouth: { x: 70.7299, y: 92.2041 },
  },
};

/** Returns the five points in the order of detectors: right eye, left eye, nose, right and left mouth corner. */
export function toPoints({ rightEye, leftEye, nose, rightMouth, leftMouth }: Landmarks): readonly Point[] {
  return [rightEye, leftEye, nose, rightMouth, leftMouth];
}
