import { intersectionOverUnion } from '../../extractors/visual/detect/suppress.ts';
import type { Box, Face, FaceDetector, Landmarks, Point } from '../../extractors/visual/face.ts';
import type { Frame } from '../media/frame.ts';

/** Overlap (intersection over union) of a face with itself a moment later, above which it moved little enough to be interpolated. */
const STEADY = 0.6;

/**
 * Resolves with the faces in each of `frames`, which follow one another. The detector looks at frames at most `every` seconds apart, the
 * first and the last among them; where the same faces stand in two of these, at nearly the same places, those between are
 * interpolated in time, landmarks and all. Where they are not the same (somebody moves fast, comes or goes, a cut), it
 * looks at the frames between as well. With `every` 0 it looks at all.
 */
export async function findFaces(frames: readonly Frame[], detector: FaceDetector, every: number): Promise<Face[][]> {
  const found = new Map<number, Face[]>();
  const look = async (indices: readonly number[]) => {
    if (indices.length === 0) return;
    const faces = await detector.detect(indices.map((index) => frames[index]!));
    indices.forEach((index, at) => found.set(index, faces[at]!));
  };
  const anchors = toAnchors(frames, every);
  await look(anchors);
  const unsure: number[] = [];
  for (const [at, first] of anchors.entries()) {
    const last = anchors[at + 1] ?? first;
    const pairs = pairUp(found.get(first)!, found.get(last)!);
    for (let index = first + 1; index < last; index += 1) {
      if (pairs === undefined) unsure.push(index);
      else found.set(index, pairs.map(([before, after]) => between(before, after, (frames[index]!.time - frames[first]!.time) / (frames[last]!.time - frames[first]!.time))));
    }
  }
  await look(unsure);
  return frames.map((_, index) => found.get(index)!);
}

/** The frames to look at: the first, the last, and from each the furthest that is not more than `every` later. */
function toAnchors(frames: readonly Frame[], every: number): number[] {
  const anchors: number[] = [];
  for (let index = 0; index < frames.length; ) {
    anchors.push(index);
    const limit = frames[index]!.time + every + 1e-6;
    let next = index + 1;
    while (next + 1 < frames.length && frames[next + 1]!.time <= limit) next += 1;
    index = next;
  }
  return anchors;
}

/** Each face with itself a moment later; `undefined` unless all have a partner of their own. */
function pairUp(before: readonly Face[], after: readonly Face[]): (readonly [Face, Face])[] | undefined {
  if (before.length !== after.length) return undefined;
  const pairs = before.map((face) => [face, after.find((other) => intersectionOverUnion(face.box, other.box) > STEADY)] as const);
  const partners = new Set(pairs.map(([, partner]) => partner));
  return partners.size === before.length && !partners.has(undefined) ? (pairs as (readonly [Face, Face])[]) : undefined;
}

function between(before: Face, after: Face, share: number): Face {
  const mix = (a: number, b: number) => a + share * (b - a);
  const point = (a: Point, b: Point): Point => ({ x: mix(a.x, b.x), y: mix(a.y, b.y) });
  const box = (a: Box, b: Box): Box => ({ ...point(a, b), width: mix(a.width, b.width), height: mix(a.height, b.height) });
  const names = Object.keys(before.landmarks) as (keyof Landmarks)[];
  const landmarks = Object.fromEntries(names.map((name) => [name, point(before.landmarks[name], after.landmarks[name])])) as unknown as Landmarks;
  return { score: mix(before.score, after.score), box: box(before.box, after.box), landmarks };
}
