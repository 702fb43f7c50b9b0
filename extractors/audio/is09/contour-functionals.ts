/** Gathers one contour. Holds sums only, whatever its length. */
export interface ContourFunctionals {
  push(value: number): void;
  /** Returns shape `[12]` in the order of `CONTOUR_FUNCTIONALS`; all 0 of nothing, everything finite. */
  values(): number[];
}

/**
 * Returns the functionals of an empty contour: extremes and where they first are, in frames; mean; slope, offset at frame 0 and mean squared error of the regression line over frames;
 * standard deviation over n; skewness `m₃ / σ³`; kurtosis `m₄ / σ⁴` (3 for a normal distribution). Moments by the updates of Pébay (2008, "Formulas for robust, one-pass parallel computation of covariances and
 * arbitrary-order statistical moments"), which do not lose figures over long recordings.
 */
export function contourFunctionals(): ContourFunctionals {
  let [n, mean, m2, m3, m4, withTime] = [0, 0, 0, 0, 0, 0];
  let [max, min, maxAt, minAt] = [-Infinity, Infinity, 0, 0];
  return {
    push(value) {
      if (value > max) [max, maxAt] = [value, n];
      if (value < min) [min, minAt] = [value, n];
      n += 1;
      const difference = value - mean;
      const share = difference / n;
      const term = difference * share * (n - 1);
      m4 += term * share ** 2 * (n ** 2 - 3 * n + 3) + 6 * share ** 2 * m2 - 4 * share * m3;
      m3 += term * share * (n - 2) - 3 * share * m2;
      m2 += term;
      mean += share;
      withTime += (n / 2) * (value - mean); // n / 2: this frame's distance from the mean of the times before it
    },
    values() {
      if (n === 0) return new Array<number>(12).fill(0);
      const times = (n * (n ** 2 - 1)) / 12; // Squared distances of 0 … n − 1 from their mean
      const slope = n === 1 ? 0 : withTime / times;
      return [max, min, max - min, maxAt, minAt, mean, slope, mean - (slope * (n - 1)) / 2, Math.max(0, m2 - slope * withTime) / n, ...shape({ n, m2, m3, m4 })];
    },
  };
}

/** Standard deviation, skewness and kurtosis; the last two are 0 where nothing varies. */
function shape({ n, m2, m3, m4 }: { n: number; m2: number; m3: number; m4: number }): [number, number, number] {
  const variance = m2 / n;
  const fourth = variance ** 2;
  return fourth > 0 ? [Math.sqrt(variance), m3 / n / variance ** 1.5, m4 / n / fourth] : [Math.sqrt(variance), 0, 0];
}
