import { argmaxRows } from './argmax-rows.ts';
import { classCodes } from './confusion-matrix.ts';
import { checkWeight, wrongValue } from './counted-rows.ts';

/** Probabilities of classes beside the class that is true. */
export interface ProbabilitySeries {
  /** Probabilities, shape `[n, classes]`, each row summing to 1 within 0.001. */
  readonly predicted: ArrayLike<number>;
  /** Class codes, shape `[n]`. */
  readonly actual: ArrayLike<number>;
  readonly classes: number;
  /** Shape `[n]`, ≥ 0; 1 each when absent. What has weight 0 is not looked at. */
  readonly weights?: ArrayLike<number> | undefined;
  /** Bins of confidence, of equal width; 15 when absent. */
  readonly bins?: number | undefined;
}

/**
 * What the measures of calibration need, and a reliability diagram draws. Bin `b` of `B` holds confidences (largest probability
 * of the row) in `(b/B, (b+1)/B]`. Plain data: it can be stored or sent to another thread.
 */
export interface CalibrationSummary {
  /** Weight of the rows, shape `[bins]`. */
  readonly weight: Float64Array;
  /** Σ of weight · confidence, shape `[bins]`. */
  readonly confidence: Float64Array;
  /** Weight of the rows whose most probable class is the true one, shape `[bins]`. */
  readonly correct: Float64Array;
  /** Σ over rows of weight · Σ over classes of (p − truth)². */
  readonly squaredError: number;
  /** Σ over rows of −weight · ln p(true class). */
  readonly logLoss: number;
}

const DEFAULT_BINS = 15;
const SUM_TOLERANCE = 1e-3;

/**
 * Returns a new summary.
 *
 * @throws RangeError when the shapes differ, or a counted row is no distribution or its class no class code; names the index
 */
export function calibrationSummary(series: ProbabilitySeries): CalibrationSummary {
  checkShapes(series);
  const { predicted, actual, classes, weights, bins = DEFAULT_BINS } = series;
  const top = argmaxRows(predicted, classes);
  const sum = empty(bins);
  for (let row = 0; row < actual.length; row++) {
    const weight = weights?.[row] ?? 1;
    if (weight === 0) continue;
    checkWeight(weight, row);
    checkRow(series, row);
    const confidence = predicted[row * classes + top[row]!]!;
    // Rounding of float32 may lead a hair beyond 1.
    const bin = Math.min(bins, Math.ceil(confidence * bins)) - 1;
    sum.weight[bin]! += weight;
    sum.confidence[bin]! += weight * confidence;
    if (top[row] === actual[row]) sum.correct[bin]! += weight;
    sum.squaredError += weight * squaredError(series, row);
    sum.logLoss -= weight * Math.log(Math.max(predicted[row * classes + actual[row]!]!, Number.EPSILON));
  }
  return sum;
}

/** Returns the sum of at least one summary. New buffers. @throws RangeError when the numbers of bins differ */
export function mergeCalibrations(parts: readonly CalibrationSummary[]): CalibrationSummary {
  const bins = parts[0]!.weight.length;
  const sum = empty(bins);
  for (const part of parts) {
    if (part.weight.length !== bins) throw new RangeError(`calibration: ${part.weight.length} bins beside ${bins}. Use the same \`bins\`.`);
    for (const key of ['weight', 'confidence', 'correct'] as const) part[key].forEach((value, bin) => (sum[key][bin]! += value));
    sum.squaredError += part.squaredError;
    sum.logLoss += part.logLoss;
  }
  return sum;
}

/** Returns the weight of all rows. @throws RangeError when there is none */
export function calibrationWeight({ weight }: CalibrationSummary): number {
  const total = weight.reduce((sum, each) => sum + each, 0);
  if (total === 0) throw new RangeError('calibration: 0 rows count, at least 1 is needed. Give more rows, or fewer of weight 0.');
  return total;
}

function empty(bins: number) {
  return { weight: new Float64Array(bins), confidence: new Float64Array(bins), correct: new Float64Array(bins), squaredError: 0, logLoss: 0 };
}

function squaredError({ predicted, actual, classes }: ProbabilitySeries, row: number): number {
  let sum = 0;
  for (let code = 0; code < classes; code++) sum += (predicted[row * classes + code]! - (code === actual[row] ? 1 : 0)) ** 2;
  return sum;
}

function checkRow({ predicted, actual, classes }: ProbabilitySeries, row: number): void {
  const { accepts, wanted } = classCodes(classes);
  if (!accepts(actual[row]!)) throw wrongValue(`actual[${row}]`, actual[row]!, wanted);
  let sum = 0;
  for (let index = row * classes; index < (row + 1) * classes; index++) {
    const probability = predicted[index]!;
    if (!(probability >= 0 && probability <= 1 + SUM_TOLERANCE)) throw wrongValue(`predicted[${index}]`, probability, 'a probability from 0 to 1');
    sum += probability;
  }
  if (Math.abs(sum - 1) > SUM_TOLERANCE) {
    throw new RangeError(`predicted: row ${row} sums to ${sum}, not to 1. Give probabilities; of scores take the softmax first.`);
  }
}

function checkShapes({ predicted, actual, classes, weights }: ProbabilitySeries): void {
  if (predicted.length !== actual.length * classes) {
    throw new RangeError(`predicted: ${predicted.length} values for ${actual.length} rows of ${classes} classes. Give one per row and class.`);
  }
  if (weights !== undefined && weights.length !== actual.length) {
    throw new RangeError(`weights: ${weights.length} values for ${actual.length} rows. Give one per row.`);
  }
}
