import { DatasetError } from '../../dataset-error.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import type { RowPlan } from './row-plan.ts';

/** Looks at the values of one row, from `place` on. */
export type ScoreGuard = (values: Float32Array, place: number, line: number) => void;

/** So many rows in a row are no rounding. */
const MOST = 20;
const TOLERANCE = 1e-4;

/**
 * Returns what refuses a table whose class is not the one with the largest score, twenty rows on end: then the p_ columns are not those that they are called. `undefined` where there is
 * nothing to compare.
 */
export function scoreGuard(path: string, { places }: RowPlan, { classes }: Pick<Protocol, 'classes'>): ScoreGuard | undefined {
  const { expression, scores } = places;
  if (expression === undefined || scores === undefined || classes === undefined) return undefined;
  let wrong = 0;
  return (values, place, line) => {
    const chosen = values[place + expression]!;
    let best = 0;
    for (let code = 1; code < classes.length; code++) if (values[place + scores + code]! > values[place + scores + best]!) best = code;
    if (chosen < 0 || values[place + scores + chosen]! >= values[place + scores + best]! - TOLERANCE) {
      wrong = 0;
      return;
    }
    if (++wrong < MOST) return;
    const detail = `line ${line} and the ${MOST - 1} before it: the class is ${classes[chosen]!}, and the largest score stands under p_${classes[best]!}`;
    throw new DatasetError('WRONG_ORDER', { path, detail, next: 'The p_ columns are in another order than their names: name them in the order in which the scores were written.' });
  };
}
