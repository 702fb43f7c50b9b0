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
/** A later maximum takes the place of one that it belongs with where it is higher by this factor. */
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
 * Returns the slopes of the lines that join the turning points of a contour of frames 10 ms apart, its first and last frame included. Three oddities are
 * those of the established implementation, without which its values lie apart (docs/egemaps.md): the last line goes into a mean as rising after a minimum, whatever its
 * sign, and as a fall with the opposite sign after a maximum; it is left out of the squares, though not of the count, of the deviation; and a contour without a
 * turning point has the mean change per *frame*, of all frames, with its sign.
 */
export function contourSlopes(contour: Float32Array): ContourSlopes {
  const points = turningPoints(contour);
  const last = points.at(-1);
  if (last === undefined) return straight(contour);
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

function straight(contour: Float32Array): ContourSlopes {
  const change = contour.length === 0 ? 0 : (contour[contour.length - 1]! - contour[0]!) / contour.length;
  return { rising: { mean: Math.max(0, change), deviation: 0 }, falling: { mean: Math.min(0, change), deviation: 0 }, peaks: 0 };
}

function slope(from: Point, to: Point): number {
  return (to.value - from.value) / ((to.at - from.at) * HOP);
}

/**
 * Maxima and minima in turn. A minimum counts where it lies below the maximum before it by more than the threshold; of several in a row the lowest. A maximum counts where it
 * lies by more than that above the extreme before it, or above the last minimum since the last maximum that counted which the contour fell to as far at once; in a row with another it
 * takes its place where the same holds, or where it is `HIGHER`. The first frame stands for the point before the first.
 */
function turningPoints(contour: Float32Array): TurningPoint[] {
  const threshold = THRESHOLD * rangeOf(contour);
  const points: TurningPoint[] = [];
  let before = contour[0]!; // Value of the extreme before
  let floor = Infinity; // Last minimum that the contour fell to by more than the threshold at once, since the last maximum that counted
  for (const here of extremes(contour)) {
    const last = points.at(-1);
    const from = last?.value ?? contour[0]!;
    const again = last?.kind === here.kind;
    const rises = here.value - Math.min(before, floor) > threshold;
    const counts = here.kind === 'maximum' ? isHigh(here.value, { from, rises, threshold, after: last?.kind }) : again ? here.value < from : from - here.value > threshold;
    if (counts) points[points.length - Number(again)] = here;
    if (here.kind === 'minimum' && before - here.value > threshold) floor = here.value;
    if (here.kind === 'maximum' && counts) floor = Infinity;
    before = here.value;
  }
  return points;
}

function isHigh(value: number, { from, rises, threshold, after }: { from: number; rises: boolean; threshold: number; after: TurningPoint['kind'] | undefined }): boolean {
  if (after === 'minimum') return rises;
  const isHigher = value > HIGHER * from;
  return after === 'maximum' ? isHigher || (rises && value > from) : rises || (isHigher && value - from > threshold);
}

/** Every frame above or below both neighbours, but for the first and the last that have two. */
function extremes(contour: Float32Array): TurningPoint[] {
  const found: TurningPoint[] = [];
  for (let at = 2; at < contour.length - 2; at++) {
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
