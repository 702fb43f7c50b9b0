const STEPS = 50;
const SMALLEST = 1e-3;

/**
 * Returns the temperature that logits are to be divided by (Guo et al., 2017): that of the least negative log-likelihood, which is convex in its inverse, by Newton's method. It is
 * held within 0.001 to 1000: logits that are always right want it to be 0.
 *
 * @param logits a row `[classes]` each
 * @param labels shape `[n]`: the true class of each row
 * @throws RangeError when there are no rows, or the numbers differ
 */
export function fitTemperature(logits: readonly Float64Array[], labels: ArrayLike<number>): number {
  if (logits.length === 0 || logits.length !== labels.length) throw new RangeError(`fitTemperature: ${logits.length} rows of logits for ${labels.length} labels. Give one label for each row.`);
  let inverse = 1;
  for (let step = 0; step < STEPS; step++) {
    const { slope, curvature } = derivatives(logits, labels, inverse);
    if (curvature <= 0) break;
    // At most by half or double, since far from the minimum the curvature says little
    const next = Math.min(1 / SMALLEST, Math.max(SMALLEST, Math.min(2 * inverse, Math.max(inverse / 2, inverse - slope / curvature))));
    const moved = Math.abs(next - inverse);
    inverse = next;
    if (moved < 1e-12 * inverse) break;
  }
  return 1 / inverse;
}

/** Of the summed negative log-likelihood by the inverse temperature: mean logit less the true one, and the variance of the logits, under the softmax. */
function derivatives(logits: readonly Float64Array[], labels: ArrayLike<number>, inverse: number): { readonly slope: number; readonly curvature: number } {
  let [slope, curvature] = [0, 0];
  logits.forEach((row, index) => {
    const highest = Math.max(...row);
    let [total, mean, square] = [0, 0, 0];
    for (const logit of row) {
      const power = Math.exp(inverse * (logit - highest));
      total += power;
      mean += power * (logit - highest);
      square += power * (logit - highest) ** 2;
    }
    mean /= total;
    slope += mean - (row[labels[index]!]! - highest);
    curvature += square / total - mean ** 2;
  });
  return { slope, curvature };
}
