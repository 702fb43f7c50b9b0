import { expect, test } from 'vitest';
import { brier } from '../../../fusion/metrics/brier.ts';
import { calibrationError } from '../../../fusion/metrics/calibration-error.ts';
import { calibrationSummary, mergeCalibrations } from '../../../fusion/metrics/calibration-summary.ts';
import { negativeLogLikelihood } from '../../../fusion/metrics/negative-log-likelihood.ts';
import { expectClose } from './expect-close.ts';
import golden from './golden/metrics.json' with { type: 'json' };

const { weights, expected, weighted, ...series } = golden.probabilities;

test.each([
  ['each row once', undefined, expected],
  ['weights in place of repeated rows', weights, weighted],
])('calibration error, Brier score and likelihood are those of torchmetrics and scikit-learn: %s', (_, each, reference) => {
  expectClose(calibrationError({ ...series, weights: each }), reference.ece, 1e-6); // torchmetrics counts in float32
  expectClose(brier({ ...series, weights: each }), reference.brier);
  expectClose(negativeLogLikelihood({ ...series, weights: each }), reference.nll);
});

test('a model that is right as often as it says has no calibration error', () => {
  const predicted = Array.from({ length: 4 }, () => [0.75, 0.25]).flat();
  expect(calibrationError({ predicted, actual: [0, 0, 0, 1], classes: 2 })).toBe(0);
});

test('a confidence on the edge of two bins is in the lower one', () => {
  const { weight } = calibrationSummary({ predicted: [0.5, 0.5, 1, 0], actual: [0, 0], classes: 2, bins: 4 });
  expect([...weight]).toEqual([0, 1, 0, 1]);
});

test('the softmax of float32 may sum to a hair more than 1', () => {
  const predicted = Float32Array.of(1.0000001, 0);
  expectClose(calibrationError({ predicted, actual: [1], classes: 2 }), 1.0000001, 1e-6);
});

test('being surely wrong costs 52 ln 2, not infinity', () => {
  expectClose(negativeLogLikelihood({ predicted: [1, 0], actual: [1], classes: 2 }), 52 * Math.LN2);
});

test('a row of weight 0 may hold anything', () => {
  const masked = { predicted: [0.8, 0.2, NaN, 7, 0.4, 0.6], actual: [0, -1, 0], classes: 2, weights: [1, 0, 1] };
  expect(brier(masked)).toBe(brier({ predicted: [0.8, 0.2, 0.4, 0.6], actual: [0, 0], classes: 2 }));
});

test.each([
  ['predicted: row 1 sums to 2, not to 1. Give probabilities; of scores take the softmax first.', [0.5, 0.5, 1, 1], [0, 1], undefined],
  ['predicted[3]: NaN is not a probability', [0.5, 0.5, 1, NaN], [0, 1], undefined],
  ['predicted[2]: -0.5 is not a probability', [0.5, 0.5, -0.5, 1.5], [0, 1], undefined],
  ['predicted[3]: 1.5 is not a probability', [0.5, 0.5, 0, 1.5], [0, 1], undefined],
  ['actual[1]: 2 is not a class code from 0 to 1', [0.5, 0.5, 0.5, 0.5], [0, 2], undefined],
  ['predicted: 3 values for 2 rows of 2 classes', [0.5, 0.5, 1], [0, 1], undefined],
  ['weights: 1 values for 2 rows', [0.5, 0.5, 1, 0], [0, 1], [1]],
  ['weights[1]: -1 is not a finite number ≥ 0', [0.5, 0.5, 1, 0], [0, 1], [1, -1]],
])('bad probabilities are refused: "%s"', (message, predicted, actual, each) => {
  expect(() => brier({ predicted, actual, classes: 2, weights: each })).toThrow(message);
});

test('no row has no calibration', () => {
  expect(() => calibrationError({ predicted: [], actual: [], classes: 2 })).toThrow('calibration: 0 rows count');
});

test('bins of different width are not merged', () => {
  const summary = (bins: number) => calibrationSummary({ predicted: [1, 0], actual: [0], classes: 2, bins });
  expect(() => mergeCalibrations([summary(10), summary(15)])).toThrow('calibration: 15 bins beside 10');
});
