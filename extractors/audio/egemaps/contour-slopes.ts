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
/** A later maximum takes the place of one that it belongs with only where it is higher by this factor. */
const HIGHER = 1.05;
const HOP = 0.01; // s

interface Point {
  readonly at: number;
  readonly value: number;
}

interface TurningPoint extends Point {
  readonly kind: 'maximum' | 'minimum';
}

/**
 * Returns the slopes of the lines that join the turning points of a contour of frames 10 ms apart, its first and last frame included. Two oddities are
 * those of the established implementation, without which its values lie apart (docs/egemaps.md): the last line goes into a mean as rising after a minimum, whatever its
 * sign, and as a fall with the opposite sign after a maximum; and it is left out of the squares, though not of the count, of the deviation.
 */
export function contourSlopes(contour: Float32Array): ContourSlopes {
  const points = turningPoints(contour);
  const last = points.at(-1);
  if (last === undefined) return { rising: { mean: 0, deviation: 0 }, falling: { mean: 0, deviation: 0 }, peaks: 0 };
  const [rises, falls]: [number[], number[]] = [[], []];
  let from: Point = { at: 0, value: contour[0]! };
  for (const point of points) {
    (point.kind === 'maximum' ? rises : falls).push(Math.abs(slope(from, point)));
    from = point;
  }
  const end = slope(last, { at: contour.length - 1, value: contour[contour.length - 1]! });
  return {
    rising: spread(rises, last.kind === 'minimum' ? end : undefined),
    falling: spread(falls, last.kind === 'maximum' ? end : undefined),
    peaks: points.filter(({ kind }) => kind === 'maximum').length,
  };
}

function slope(from: Point, to: Point): number {
  return (to.value - from.value) / ((to.at - from.at) * HOP);
}

/** Maxima and minima in turn, each apart from the one before by more than the threshold; the lowest of several minima in a row. */
function turningPoints(contour: Float32Array): TurningPoint[] {
  const threshold = THRESHOLD * rangeOf(contour);
  const points: TurningPoint[] = [];
  let lowest = Infinity; // Since the last point
  for (const here of extremes(contour)) {
    const last = points.at(-1);
    const gain = (here.value - (last?.value ?? contour[0]!)) * (here.kind === 'maximum' ? 1 : -1);
    if (last?.kind !== here.kind && gain > threshold) points.push(here);
    else if (last?.kind === here.kind && gain > 0 && (here.kind === 'minimum' || here.value > HIGHER * last.value || here.value - lowest > threshold)) points[points.length - 1] = here;
    if (points.at(-1) === here) lowest = Infinity;
    if (here.kind === 'minimum') lowest = Math.min(lowest, here.value);
  }
  return points;
}

/** Every frame above or below both neighbours, but for the last that has two. */
function extremes(contour: Float32Array): TurningPoint[] {
  const found: TurningPoint[] = [];
  for (let at = 1; at < contour.length - 2; at++) {
    const [before, value, after] = [contour[at - 1]!, contour[at]!, contour[at + 1]!];
    if (value > before && value > after) found.push({ at, value, kind: 'maximum' });
    if (value < before && value < after) found.push({ at, value, kind: 'minimum' });
  }
  return found;
}

function rangeOf(contour: Float32Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of contour) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

function spread(slopes: readonly number[], end: number | undefined): { mean: number; deviation: number } {
  if (end === undefined) return { mean: mean(slopes), deviation: deviation(slopes) };
  const count = slopes.length + 1;
  const middle = (slopes.reduce((sum, each) => sum + each, 0) + end) / count;
  return { mean: middle, deviation: Math.sqrt(slopes.reduce((sum, each) => sum + (each - middle) ** 2, 0) / count) };
}
