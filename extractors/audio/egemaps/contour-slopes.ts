import { deviation } from '../windows/deviation.ts';
import { mean } from '../windows/mean.ts';

/** How fast a contour rises and falls between its turning points, in units per second; 0 where it never does. */
export interface ContourSlopes {
  readonly rising: { readonly mean: number; readonly deviation: number };
  readonly falling: { readonly mean: number; readonly deviation: number };
  /** Number of maxima. */
  readonly peaks: number;
}

/** Share of the range of a contour that it has to turn back by for a turning point. */
const THRESHOLD = 0.1;
const HOP = 0.01; // s

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Returns the slopes of the lines that join the turning points of a contour of frames 10 ms apart, its first and last frame included. */
export function contourSlopes(contour: Float32Array): ContourSlopes {
  const { points, peaks } = turningPoints(contour);
  const all = contour.length === 0 ? [] : [{ at: 0, value: contour[0]! }, ...points, { at: contour.length - 1, value: contour[contour.length - 1]! }];
  const [rising, falling]: [number[], number[]] = [[], []];
  for (let i = 1; i < all.length; i++) {
    const [from, to] = [all[i - 1]!, all[i]!];
    if (to.at === from.at || to.value === from.value) continue;
    (to.value > from.value ? rising : falling).push(Math.abs(to.value - from.value) / ((to.at - from.at) * HOP));
  }
  return { rising: spread(rising), falling: spread(falling), peaks };
}

function turningPoints(contour: Float32Array): { points: Point[]; peaks: number } {
  const { low, high } = rangeOf(contour);
  const threshold = THRESHOLD * (high - low);
  const points: Point[] = [];
  let peaks = 0;
  let direction = 0;
  let [top, bottom]: [Point, Point] = [{ at: 0, value: contour[0] ?? 0 }, { at: 0, value: contour[0] ?? 0 }];
  for (let at = 1; at < contour.length; at++) {
    const here = { at, value: contour[at]! };
    if (direction >= 0 && here.value > top.value) top = here;
    if (direction <= 0 && here.value < bottom.value) bottom = here;
    if (direction >= 0 && top.value - here.value > threshold) {
      if (top.at > 0) points.push(top);
      peaks += Number(top.at > 0);
      [direction, bottom] = [-1, here];
    } else if (direction <= 0 && here.value - bottom.value > threshold) {
      if (bottom.at > 0) points.push(bottom);
      [direction, top] = [1, here];
    }
  }
  return { points, peaks };
}

function rangeOf(contour: Float32Array): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (const value of contour) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function spread(values: readonly number[]): { mean: number; deviation: number } {
  return { mean: mean(values), deviation: deviation(values) };
}
