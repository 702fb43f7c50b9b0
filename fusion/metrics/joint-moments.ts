import { countedRows, type Series } from './counted-rows.ts';

/**
 * What CCC, Pearson and MSE need to know about two series, whatever their length. All moments are over the rows of positive
 * weight `w`, and are not yet divided by the weight. A mean is kept as a value of the series, the origin, and the small way from
 * there, so that a large offset costs no digits. Plain data: it can be stored or sent to another thread.
 */
export interface JointMoments {
  /** Rows of positive weight. */
  readonly count: number;
  /** Σw. */
  readonly weight: number;
  readonly originPredicted: number;
  readonly originActual: number;
  /** x̄ − origin. */
  readonly shiftPredicted: number;
  /** ȳ − origin. */
  readonly shiftActual: number;
  /** Σw(x − x̄)². */
  readonly m2Predicted: number;
  /** Σw(y − ȳ)². */
  readonly m2Actual: number;
  /** Σw(x − x̄)(y − ȳ). */
  readonly comoment: number;
  /** Σw(x − y)². */
  readonly squaredError: number;
}

const NOTHING: JointMoments = {
  count: 0,
  weight: 0,
  originPredicted: 0,
  originActual: 0,
  shiftPredicted: 0,
  shiftActual: 0,
  m2Predicted: 0,
  m2Actual: 0,
  comoment: 0,
  squaredError: 0,
};

/**
 * Returns the moments of one column, in two passes.
 *
 * @param column from 0 to `columns − 1`
 * @throws RangeError when the shapes differ, or a counted value is not finite; names the index
 */
export function jointMoments(series: Series, column = 0): JointMoments {
  const { predicted, actual, weights } = countedRows(series, column);
  if (weights.length === 0) return NOTHING;
  const [originPredicted, originActual] = [predicted[0]!, actual[0]!];
  const shiftPredicted = meanShift(predicted, originPredicted, weights);
  const shiftActual = meanShift(actual, originActual, weights);
  let [weight, m2Predicted, m2Actual, comoment, squaredError] = [0, 0, 0, 0, 0];
  for (let row = 0; row < weights.length; row++) {
    const w = weights[row]!;
    const x = predicted[row]! - originPredicted - shiftPredicted;
    const y = actual[row]! - originActual - shiftActual;
    const error = predicted[row]! - actual[row]!;
    weight += w;
    m2Predicted += w * x * x;
    m2Actual += w * y * y;
    comoment += w * x * y;
    squaredError += w * error * error;
  }
  const moments = { m2Predicted, m2Actual, comoment, squaredError };
  return { count: weights.length, weight, originPredicted, originActual, shiftPredicted, shiftActual, ...moments };
}

/**
 * Returns the moments of all parts together, as if their rows had been given at once (Chan, Golub & LeVeque, 1983, for any
 * number of parts). No part, or parts without rows, give the moments of nothing (`count` 0).
 */
export function mergeMoments(parts: readonly JointMoments[]): JointMoments {
  const filled = parts.filter(({ count }) => count > 0);
  if (filled.length === 0) return NOTHING;
  const { originPredicted, originActual } = filled[0]!;
  const weights = Float64Array.from(filled, ({ weight }) => weight);
  const predicted = Float64Array.from(filled, (part) => part.originPredicted - originPredicted + part.shiftPredicted);
  const actual = Float64Array.from(filled, (part) => part.originActual - originActual + part.shiftActual);
  const shiftPredicted = meanShift(predicted, 0, weights);
  const shiftActual = meanShift(actual, 0, weights);
  const sum = { count: 0, weight: 0, m2Predicted: 0, m2Actual: 0, comoment: 0, squaredError: 0 };
  filled.forEach((part, index) => {
    const x = predicted[index]! - shiftPredicted;
    const y = actual[index]! - shiftActual;
    sum.count += part.count;
    sum.weight += part.weight;
    sum.m2Predicted += part.m2Predicted + part.weight * x * x;
    sum.m2Actual += part.m2Actual + part.weight * y * y;
    sum.comoment += part.comoment + part.weight * x * y;
    sum.squaredError += part.squaredError;
  });
  return { ...sum, originPredicted, originActual, shiftPredicted, shiftActual };
}

function meanShift(values: Float64Array, origin: number, weights: Float64Array): number {
  let [sum, weight] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    sum += weights[row]! * (values[row]! - origin);
    weight += weights[row]!;
  }
  return sum / weight;
}
