import { minimise } from './minimise.ts';
import { standardise as standardiseRow, standardiserOf, type Standardiser } from './standardise.ts';

/** A linear softmax classifier on standardised features. */
export interface LogisticModel extends Standardiser {
  /** Shape `[classes, D + 1]`, the bias last. */
  readonly weights: Float64Array;
}

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
  const { mean, deviation } = standardiserOf(features);
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

/** With a 1 at the end, for the bias. */
function standardise(row: ArrayLike<number>, standardiser: Standardiser): Float64Array {
  return Float64Array.of(...standardiseRow(row, standardiser), 1);
}
