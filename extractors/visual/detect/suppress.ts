import type { Box, Face, Landmarks, Point } from '../face.ts';
import { toPoints } from '../geometry/face-template.ts';

/** How overlapping faces become one. */
export interface SuppressOptions {
  /** Intersection over union above which two boxes are one face. */
  readonly overlap: number;
  /** `drop`: keep the strongest as it is; `blend`: average the group, weighted by score, as MediaPipe does. */
  readonly rule?: 'drop' | 'blend';
}

/** Returns one face for each group of overlapping ones, best score first (greedy non-maximum suppression). */
export function suppress(faces: readonly Face[], { overlap, rule = 'drop' }: SuppressOptions): Face[] {
  let rest = faces.toSorted((a, b) => b.score - a.score);
  const kept: Face[] = [];
  while (rest.length > 0) {
    const best = rest[0]!;
    const isRival = (face: Face): boolean => face === best || intersectionOverUnion(best.box, face.box) > overlap;
    kept.push(rule === 'blend' ? blend(rest.filter(isRival)) : best);
    rest = rest.filter((face) => !isRival(face));
  }
  return kept;
}

/** Returns the area that two boxes share over the area that they cover together, in [0, 1]; 0 when both are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

function blend(group: readonly Face[]): Face {
  const total = group.reduce((sum, face) => sum + face.score, 0);
  const mean = (value: (face: Face) => number): number => group.reduce((sum, face) => sum + value(face) * face.score, 0) / total;
  const points = toPoints(group[0]!.landmarks).map((_, index) => ({
    x: mean((face) => toPoints(face.landmarks)[index]!.x),
    y: mean((face) => toPoints(face.landmarks)[index]!.y),
  }));
  const box = { x: mean(({ box }) => box.x), y: mean(({ box }) => box.y), width: mean(({ box }) => box.width), height: mean(({ box }) => box.height) };
  return { box, landmarks: fromPoints(points), score: group[0]!.score };
}

function fromPoints(points: readonly Point[]): Landmarks {
  return { rightEye: points[0]!, leftEye: points[1]!, nose: points[2]!, rightMouth: points[3]!, leftMouth: points[4]! };
}
