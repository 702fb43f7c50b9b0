import { maxLogit } from './max-logit.ts';

/**
 * Returns the negative free energy of logits at temperature 1 (Liu et al., 2020): `ln Σ exp(logit)`. The higher, the more at home.
 *
 * @param logits shape `[classes]`
 */
export function energy(logits: Iterable<number>): number {
  const highest = maxLogit(logits);
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - highest);
  return highest + Math.log(sum);
}
