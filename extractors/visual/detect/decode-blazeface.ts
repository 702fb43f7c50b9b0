import type { Face, Landmarks, Point } from '../face.ts';

/** What a BlazeFace net says of one picture. */
export interface BlazefaceOutput {
  /** Face logits, shape `[anchors]`. */
  readonly logits: Float32Array;
  /** Shape `[anchors, 16]`: box centre and size, then six points, as offsets from the anchor in pixels of the net. */
  readonly regressors: Float32Array;
  /** Side of the net's square input in pixels. */
  readonly size: number;
  readonly minScore: number;
}

/** Cells per side and anchors per cell of the two grids: 16 × 16 × 2 and 8 × 8 × 6, 896 in all. */
const GRIDS = [
  { cells: 16, perCell: 2 },
  { cells: 8, perCell: 6 },
] as const;

/** Width of the mouth over the distance of the eyes, as in the ArcFace template. */
const MOUTH_OVER_EYES = 0.83;

/**
 * Returns the faces above `minScore` in pixels of the net's field (edges at whole numbers), before suppression. BlazeFace
 * (Bazarevsky et al. 2019) has one point for the mouth, its centre: the corners are set beside it along the line of the eyes.
 */
export function decodeBlazeface({ logits, regressors, size, minScore }: BlazefaceOutput): Face[] {
  const faces: Face[] = [];
  let index = 0;
  for (const { cells, perCell } of GRIDS) {
    for (let cell = 0; cell < cells * cells; cell++) {
      const anchor = { x: ((cell % cells) + 0.5) * (size / cells), y: (Math.floor(cell / cells) + 0.5) * (size / cells) };
      for (let copy = 0; copy < perCell; copy++, index++) {
        const score = 1 / (1 + Math.exp(-logits[index]!));
        if (score >= minScore) faces.push(toFace(anchor, regressors.subarray(index * 16, index * 16 + 16), score));
      }
    }
  }
  return faces;
}

function toFace(anchor: Point, values: Float32Array, score: number): Face {
  const point = (at: number): Point => ({ x: anchor.x + values[at]!, y: anchor.y + values[at + 1]! });
  const [centre, width, height] = [point(0), values[2]!, values[3]!];
  const box = { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
  return { box, score, landmarks: toLandmarks({ rightEye: point(4), leftEye: point(6), nose: point(8), mouth: point(10) }) };
}

function toLandmarks({ rightEye, leftEye, nose, mouth }: Pick<Landmarks, 'rightEye' | 'leftEye' | 'nose'> & { mouth: Point }): Landmarks {
  const half = { x: ((leftEye.x - rightEye.x) * MOUTH_OVER_EYES) / 2, y: ((leftEye.y - rightEye.y) * MOUTH_OVER_EYES) / 2 };
  return {
    rightEye,
    leftEye,
    nose,
    rightMouth: { x: mouth.x - half.x, y: mouth.y - half.y },
    leftMouth: { x: mouth.x + half.x, y: mouth.y + half.y },
  };
}
