import { minimise } from './minimise.ts';

/** A linear softmax classifier on standardised features. */
export interface LogisticModel {
  /** Shape `[D]`. */
  readonly mean: Float64Array;
  /** Shape `[D]`, never 0. */
  readonly deviation: Float64Array;
  /** Shape `[classes, D + 1]`, the bias last. */
  readonly weights: Float64Array;
}

/** Standardised features beyond this many deviations are cut off, so that strange sound cannot drive the result. */
export const LIMIT = 4;

interface Data {
  readonly features: readonly ArrayLike<number>[];
  readonly labels: readonly number[];
  readonly classes: number;
}

/**
 * Fits multinomial logistic regression: cross-entropy with each class weighted alike, times `strength`, plus half the
 * squared weights without the bias. The solution is unique, so there is no seed.
 */
export function fitLogistic({ features, labels, classes }: Data, strength: number): LogisticModel {
  const { mean, deviation } = moments(features);
  const rows = features.map((row) => standardise(row, { mean, deviation }));
  const counts = Array.from({ length: classes }, (_, c) => labels.filter((label) => label === c).length);
  const balance = labels.map((label) => (strength * labels.length) / (classes * counts[label]!));
  const width = mean.length + 1;
  const weights = minimise((point, gradient) => {
    let loss = 0;
    for (let i = 0; i < point.length; i++) {
      gradient[i] = i % width === width - 1 ? 0 : point[i]!;
      loss += (gradient[i]! * point[i]!) / 2;
    }
    rows.forEach((row, n) => (loss += addExample(row, { point, gradient, label: labels[n]!, weight: balance[n]! })));
    return loss;
  }, new Float64Array(classes * width));
  return { mean, deviation, weights };
}

/** Returns the probabilities of the classes for one vector. */
export function predictLogistic(model: LogisticModel, features: ArrayLike<number>): Float64Array {
  return softmax(standardise(features, model), model.weights);
}

function addExample(
  row: Float64Array,
  { point, gradient, label, weight }: { point: Float64Array; gradient: Float64Array; label: number; weight: number },
): number {
  const probabilities = softmax(row, point);
  probabilities.forEach((probability, c) => {
    const error = weight * (probability - (c === label ? 1 : 0));
    for (let d = 0; d < row.length; d++) gradient[c * row.length + d]! += error * row[d]!;
  });
  return -weight * Math.log(Math.max(1e-300, probabilities[label]!));
}

function softmax(row: Float64Array, weights: Float64Array): Float64Array {
  const logits = new Float64Array(weights.length / row.length);
  for (let c = 0; c < logits.length; c++) for (let d = 0; d < row.length; d++) logits[c]! += weights[c * row.length + d]! * row[d]!;
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function standardise(row: ArrayLike<number>, { mean, deviation }: Pick<LogisticModel, 'mean' | 'deviation'>): Float64Array {
  const standardised = new Float64Array(mean.length + 1).fill(1);
  for (let d = 0; d < mean.length; d++) standardised[d] = Math.max(-LIMIT, Math.min(LIMIT, (row[d]! - mean[d]!) / deviation[d]!));
  return standardised;
}

function moments(rows: readonly ArrayLike<number>[]): Pick<LogisticModel, 'mean' | 'deviation'> {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let d = 0; d < mean.length; d++) mean[d]! += row[d]! / rows.length;
  const variance = new Float64Array(mean.length);
  for (const row of rows) for (let d = 0; d < mean.length; d++) variance[d]! += (row[d]! - mean[d]!) ** 2 / rows.length;
  return { mean, deviation: variance.map((value) => Math.sqrt(value) || 1) };
}
