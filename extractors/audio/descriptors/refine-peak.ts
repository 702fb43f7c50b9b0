/** The top of the parabola through three neighbouring values. */
interface RefinedPeak {
  /** Where it lies, in places from the middle one. */
  readonly offset: number;
  readonly height: number;
}

/** Returns the top of the parabola through a value and those to its left and right; the value itself where they do not bend downwards. */
export function refinePeak(left: number, middle: number, right: number): RefinedPeak {
  const bend = left - 2 * middle + right;
  const offset = bend < 0 ? (0.5 * (left - right)) / bend : 0;
  return { offset, height: middle - 0.25 * (left - right) * offset };
}
