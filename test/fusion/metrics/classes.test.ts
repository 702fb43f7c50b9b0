import { expect, test } from 'vitest';
import { accuracy } from '../../../fusion/metrics/accuracy.ts';
import { argmaxRows } from '../../../fusion/metrics/argmax-rows.ts';
import { classReport } from '../../../fusion/metrics/class-report.ts';
import { confusionMatrix } from '../../../fusion/metrics/confusion-matrix.ts';
import { macroF1 } from '../../../fusion/metrics/macro-f1.ts';
import { uar } from '../../../fusion/metrics/uar.ts';
import { weightedF1 } from '../../../fusion/metrics/weighted-f1.ts';
import { expectClose } from './expect-close.ts';
import golden from './golden/metrics.json' with { type: 'json' };

const cases = golden.classes.map((each) => ({ ...each, title: each.name }));

test.each(cases)('the confusion matrix of answers $title is that of scikit-learn', ({ predicted, actual, expected, ...options }) => {
  expect([...confusionMatrix(predicted, actual, options).counts]).toEqual(expected.confusion);
});

test.each(cases)('means over the classes of answers $title are those of scikit-learn', ({ predicted, actual, expected, ...options }) => {
  expectClose(accuracy(predicted, actual, options), expected.accuracy);
  expectClose(uar(predicted, actual, options), expected.uar);
  expectClose(uar(predicted, actual, { ...options, over: 'present' }), expected['balanced-accuracy']);
  expectClose(macroF1(predicted, actual, options), expected['macro-f1']);
  expectClose(macroF1(predicted, actual, { ...options, over: 'present' }), expected['macro-f1-present']);
  expectClose(weightedF1(predicted, actual, options), expected['weighted-f1']);
});

test.each(cases)('the report on answers $title has the scores of scikit-learn per class', ({ predicted, actual, expected, ...options }) => {
  const { classes } = classReport(confusionMatrix(predicted, actual, options));
  for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
    classes.forEach((each, code) => expectClose(each[key], expected[key][code]!));
  }
});

test('the report names the classes and repeats the means', () => {
  const { classes, ...means } = classReport(confusionMatrix([0, 1, 1], [0, 0, 1], { classes: 2 }), ['calm', 'tense']);
  expect(classes.map(({ name, predicted }) => [name, predicted])).toEqual([['calm', 1], ['tense', 2]]);
  expect(means).toEqual({ support: 3, accuracy: 2 / 3, uar: 0.75, macroF1: 2 / 3, weightedF1: 2 / 3 });
});

test('a report with a name too few is refused', () => {
  expect(() => classReport(confusionMatrix([0], [0], { classes: 2 }), ['calm'])).toThrow('names: 1 names for 2 classes');
});

test('a row of weight 0 may hold a code that means "invalid"', () => {
  expect(accuracy([0, 1, 1], [0, -1, 1], { classes: 2, weights: [1, 0, 1] })).toBe(1);
});

test.each([-1, 8, 1.5, NaN])('a class code %d of eight classes is refused by its index', (code) => {
  expect(() => confusionMatrix([0, 0], [0, code], { classes: 8 })).toThrow(`actual[1]: ${code} is not a class code from 0 to 7`);
  expect(() => confusionMatrix([code, 0], [0, 0], { classes: 8 })).toThrow(`predicted[0]: ${code} is not a class code from 0 to 7`);
});

test('no row has no score', () => {
  expect(() => macroF1([], [], { classes: 2 })).toThrow('confusion matrix: 0 rows count');
  expect(() => accuracy([1], [1], { classes: 2, weights: [0] })).toThrow('confusion matrix: 0 rows count');
});

test('the largest of a row is its first largest', () => {
  expect([...argmaxRows([1, 3, 3, 0, -1, -2, 2, 2, 2], 3)]).toEqual([1, 0, 0]);
  expect(() => argmaxRows([1, 2, 3], 2)).toThrow('3 values are no whole rows of 2 columns');
});
