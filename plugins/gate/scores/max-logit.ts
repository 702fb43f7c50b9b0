/** Returns the highest logit (Hendrycks et al., 2022). */
export function maxLogit(logits: Iterable<number>): number {
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  return highest;
}
