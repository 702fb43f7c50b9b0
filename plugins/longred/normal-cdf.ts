/** Returns the distribution function of the standard normal distribution at `x`, to double precision. */
export function normalCdf(x: number): number {
  return (1 + erf(x / Math.SQRT2)) / 2;
}

/** `2/√π · e^(−x²) · Σ (2x²)ⁿ x / (1 · 3 · … · (2n + 1))`: all terms have one sign, so that nothing cancels (Abramowitz and Stegun, 7.1.6). */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x); // 1 − erf(6) is below the precision of a double
  let term = x;
  let sum = x;
  for (let divisor = 3; Math.abs(term) > 1e-17 * Math.abs(sum); divisor += 2) {
    term *= (2 * x * x) / divisor;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
