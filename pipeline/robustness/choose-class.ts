import type { Expression, Probabilities } from '../../fusion/verdict.ts';

/** Returns which of `classes` is the most probable; what the answer does not know is never chosen, and of equals the first is. */
export function chooseClass(probabilities: Probabilities, classes: readonly Expression[]): number {
  let best = 0;
  let highest = -Infinity;
  classes.forEach((name, index) => {
    const value = probabilities[name];
    if (value === undefined || value <= highest) return;
    highest = value;
    best = index;
  });
  return best;
}
