import type { Point } from '../face.ts';
import type { Affine } from './affine.ts';

/**
 * Returns the similarity (rotation, one scale, shift; no mirror) that brings `from` closest to `to` in least squares:
 * the closed form of Umeyama (1991) in two dimensions.
 *
 * @param from two or more points, not all in one place
 * @param to as many points
 * @throws RangeError when the counts differ, or there are fewer than two different points
 */
export function similarityFrom(from: readonly Point[], to: readonly Point[]): Affine {
  if (from.length !== to.length || from.length < 2) {
    throw new RangeError(`similarity: ${from.length} points against ${to.length}. Give two or more pairs.`);
  }
  const [source, target] = [centroid(from), centroid(to)];
  let [spread, dot, cross] = [0, 0, 0];
  for (const [index, point] of from.entries()) {
    const [x, y] = [point.x - source.x, point.y - source.y];
    const [u, v] = [to[index]!.x - target.x, to[index]!.y - target.y];
    spread += x * x + y * y;
    dot += x * u + y * v;
    cross += x * v - y * u;
  }
  if (!(spread > 0)) throw new RangeError('similarity: all points are in one place. Give two or more different points.');
  const [cosine, sine] = [dot / spread, cross / spread];
  const shiftX = target.x - cosine * source.x + sine * source.y;
  return [cosine, -sine, shiftX, sine, cosine, target.y - sine * source.x - cosine * source.y];
}

function centroid(points: readonly Point[]): Point {
  let [x, y] = [0, 0];
  for (const point of points) [x, y] = [x + point.x, y + point.y];
  return { x: x / points.length, y: y / points.length };
}
