/**
 * Returns the coefficients `a₁ … aₚ` of the error filter `1 + Σ aₖ z⁻ᵏ` by Levinson's and Durbin's recursion; all zero for a silent frame.
 *
 * @param autocorrelation shape `[p + 1]`, lag 0 first
 */
export function linearPrediction(autocorrelation: Float64Array): Float64Array {
  const order = autocorrelation.length - 1;
  const coefficients = new Float64Array(order);
  let error = autocorrelation[0]!;
  for (let i = 0; i < order && error > 0; i++) {
    let sum = autocorrelation[i + 1]!;
    for (let k = 0; k < i; k++) sum += coefficients[k]! * autocorrelation[i - k]!;
    const reflection = -sum / error;
    const before = coefficients.slice(0, i);
    for (let k = 0; k < i; k++) coefficients[k] = before[k]! + reflection * before[i - 1 - k]!;
    coefficients[i] = reflection;
    error *= 1 - reflection ** 2;
  }
  return coefficients;
}
