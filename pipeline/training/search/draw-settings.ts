import { randomFor } from '../../../runtime/train/random.ts';
import type { Grid, DrawnSettings } from './grid-of.ts';

/** How much is drawn. */
export interface DrawOptions {
  readonly draws: number;
  readonly seed: number;
}

/**
 * Returns `draws` points of the grid, drawn at random and no point twice; fewer when the grid has fewer. The same seed gives the same
 * points, and the n-th does not depend on how many are drawn, so that a search can be made longer.
 *
 * @throws RangeError when the grid has more than 2⁵³ points
 */
export function drawSettings(grid: Grid, { draws, seed }: DrawOptions): DrawnSettings[] {
  const points = Object.values(grid).reduce((product, { length }) => product * length, 1);
  if (!Number.isSafeInteger(points)) throw new RangeError(`grid: ${points} points are too many to number. Leave some settings out of it.`);
  const moved = new Map<number, number>();
  return Array.from({ length: Math.min(draws, points) }, (_, place) => {
    // Fisher and Yates, of which only what was moved is kept
    const other = place + Math.floor(uniform53(seed, place) * (points - place));
    const point = moved.get(other) ?? other;
    moved.set(other, moved.get(place) ?? place);
    return toSettings(grid, point);
  });
}

/** A number in [0, 1) of 53 random bits. */
function uniform53(seed: number, place: number): number {
  const { bits } = randomFor(seed, 'draw', place);
  return ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;
}

/** The point's number, written with one digit for each setting. */
function toSettings(grid: Grid, point: number): DrawnSettings {
  let rest = point;
  const chosen = Object.entries(grid).map(([name, values]) => {
    const digit = rest % values.length;
    rest = (rest - digit) / values.length;
    return [name, values[digit]!] as const;
  });
  return Object.fromEntries(chosen);
}
