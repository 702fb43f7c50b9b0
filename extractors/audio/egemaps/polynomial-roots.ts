/** Complex numbers, shape `[n]` each. */
export interface Roots {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const ITERATIONS = 60;
const CLOSE = 1e-9;

/**
 * Returns the roots of the real polynomial `zⁿ + a₁ zⁿ⁻¹ + … + aₙ` by the simultaneous iteration of Aberth (1973, "Iteration methods for finding all zeros of
 * a polynomial simultaneously"), from the same start every time.
 *
 * @param coefficients `a₁ … aₙ`, n ≥ 1
 */
export function polynomialRoots(coefficients: Float64Array): Roots {
  const n = coefficients.length;
  const roots = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    const angle = (2 * Math.PI * i) / n + 0.4;
    roots.re[i] = 0.9 * Math.cos(angle);
    roots.im[i] = 0.9 * Math.sin(angle);
  }
  for (let round = 0; round < ITERATIONS; round++) {
    let farthest = 0;
    for (let i = 0; i < n; i++) farthest = Math.max(farthest, improve(roots, i, coefficients));
    if (farthest < CLOSE) break;
  }
  return roots;
}

/** Moves root `i`; returns how far. */
function improve({ re, im }: Roots, i: number, coefficients: Float64Array): number {
  const x = re[i]!;
  const y = im[i]!;
  let [valueRe, valueIm, slopeRe, slopeIm] = [1, 0, 0, 0];
  for (const coefficient of coefficients) {
    const turned = slopeRe * x - slopeIm * y + valueRe;
    slopeIm = slopeRe * y + slopeIm * x + valueIm;
    slopeRe = turned;
    const next = valueRe * x - valueIm * y + coefficient;
    valueIm = valueRe * y + valueIm * x;
    valueRe = next;
  }
  let [pushRe, pushIm] = [0, 0];
  for (let j = 0; j < re.length; j++) {
    if (j === i) continue;
    const dx = x - re[j]!;
    const dy = y - im[j]!;
    const square = dx * dx + dy * dy || Number.MIN_VALUE;
    pushRe += dx / square;
    pushIm -= dy / square;
  }
  // Step: value / (slope − value · push)
  const lowRe = slopeRe - (valueRe * pushRe - valueIm * pushIm);
  const lowIm = slopeIm - (valueRe * pushIm + valueIm * pushRe);
  const square = lowRe * lowRe + lowIm * lowIm;
  if (square === 0) return 0;
  const stepRe = (valueRe * lowRe + valueIm * lowIm) / square;
  const stepIm = (valueIm * lowRe - valueRe * lowIm) / square;
  re[i] = x - stepRe;
  im[i] = y - stepIm;
  return Math.sqrt(stepRe * stepRe + stepIm * stepIm);
}
