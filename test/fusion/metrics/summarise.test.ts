import { expect, test } from 'vitest';
import { findMetric } from '../../../fusion/metrics/find-metric.ts';
import { mergeMoments } from '../../../fusion/metrics/joint-moments.ts';
import { merCombined } from '../../../fusion/metrics/mer-combined.ts';
import { METRICS, type MetricName } from '../../../fusion/metrics/metrics.ts';
import { scoreAll } from '../../../fusion/metrics/score-all.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { mergeSummaries, summarise, type Predictions, type ScoreSummary } from '../../../fusion/metrics/summarise.ts';
import { expectClose } from './expect-close.ts';

const NAMES = Object.keys(METRICS) as MetricName[];

/** Random answers for every task, far from 0, so that sums of squares would lose all digits. */
function answers(rows: number, seed: number): Required<Predictions> {
  const random = randomFor(seed).uniform;
  const draw = (count: number, value: () => number) => Float64Array.from({ length: count }, value);
  const code = () => Math.floor(random() * 8);
  const actual = draw(rows * 2, () => 1e7 + random());
  const share = draw(rows, random);
  return {
    classes: { predicted: draw(rows, code), actual: draw(rows, code), classes: 8 },
    continuous: { predicted: actual.map((value) => value + random() / 2), actual, columns: 2 },
    units: { predicted: draw(rows * 3, () => code() % 2), actual: draw(rows * 3, () => code() % 2), columns: 3 },
    probabilities: { predicted: [...share].flatMap((p) => [p, 1 - p]), actual: draw(rows, () => code() % 2), classes: 2 },
  };
}

/** Rows `from` to `to` of every part. */
function rowsOf({ classes, continuous, units, probabilities }: Required<Predictions>, from: number, to: number): Predictions {
  const cut = (values: ArrayLike<number>, width: number) => Array.from(values).slice(from * width, to * width);
  return {
    classes: { ...classes, predicted: cut(classes.predicted, 1), actual: cut(classes.actual, 1) },
    continuous: { ...continuous, predicted: cut(continuous.predicted, 2), actual: cut(continuous.actual, 2) },
    units: { ...units, predicted: cut(units.predicted, 3), actual: cut(units.actual, 3) },
    probabilities: { ...probabilities, predicted: cut(probabilities.predicted, 2), actual: cut(probabilities.actual, 1) },
  };
}

const all = answers(300, 1);
const whole = summarise(all);

const right = <Part extends { actual: ArrayLike<number> }>(part: Part) => ({ ...part, predicted: part.actual });
const sure = { ...all.probabilities, predicted: Array.from(all.probabilities.actual).flatMap((code) => [1 - code, code]) };
const perfect = summarise({ classes: right(all.classes), continuous: right(all.continuous), units: right(all.units), probabilities: sure });

test.each(NAMES)('%s of rows that come in chunks is that of all rows at once', (name) => {
  let summary: ScoreSummary = {};
  for (const [from, to] of [[0, 1], [1, 1], [1, 90], [90, 92], [92, 300]] as const) {
    summary = mergeSummaries([summary, summarise(rowsOf(all, from, to))]);
  }
  expectClose(METRICS[name].value(summary), METRICS[name].value(whole));
});

test.each(NAMES)('%s is the same in whatever order parts are merged', (name) => {
  const [first, second, third] = [[0, 100], [100, 101], [101, 300]].map(([from, to]) => summarise(rowsOf(all, from!, to!)));
  const merged = mergeSummaries([third!, mergeSummaries([second!, first!])]);
  expectClose(METRICS[name].value(merged), METRICS[name].value(whole));
});

test.each(NAMES)('%s is the same after its summary was sent to another thread', (name) => {
  expect(METRICS[name].value(structuredClone(whole))).toBe(METRICS[name].value(whole));
});

test('a quarter of a million rows, row by row, score as all at once, and need the memory of one', () => {
  const { predicted, actual } = answers(125_000, 3).continuous;
  const row = (index: number) => summarise({ continuous: { predicted: [predicted[index]!], actual: [actual[index]!] } });
  let summary = row(0);
  for (let index = 1; index < predicted.length; index++) summary = mergeSummaries([summary, row(index)]);
  const atOnce = summarise({ continuous: { predicted, actual } });
  for (const name of ['ccc', 'pearson', 'mse', 'rmse'] as const) expectClose(METRICS[name].value(summary), METRICS[name].value(atOnce));
  expect(JSON.stringify(summary).length).toBeLessThan(400);
});

test('rows of weight 0 at the front and chunks without a counted row change nothing', () => {
  const masked = summarise({ continuous: { predicted: [NaN, NaN], actual: [0, 0], weights: [0, 0] } });
  const counted = summarise({ continuous: { predicted: [NaN, 0, 1, 2], actual: [0, 1, 2, 4], weights: [0, 1, 1, 1] } });
  expect(METRICS.ccc.value(mergeSummaries([masked, counted, masked]))).toBe(0.5);
  expect(() => METRICS.ccc.value(mergeSummaries([masked, masked]))).toThrow('ccc: 0 rows count');
});

test('the summary of a chunk without a counted row is that of nothing, and survives JSON', () => {
  const { continuous } = summarise({ continuous: { predicted: [NaN], actual: [0], weights: [0] } });
  expect(JSON.parse(JSON.stringify(continuous))).toEqual([mergeMoments([])]);
});

test('merging nothing gives nothing, and nothing changes nothing', () => {
  expect(mergeSummaries([])).toEqual({});
  expect(scoreAll(mergeSummaries([{}, whole, {}]))).toEqual(scoreAll(whole));
});

test('parts of different clips need not be the same', () => {
  const merged = mergeSummaries([summarise({ classes: all.classes }), summarise({ continuous: all.continuous })]);
  const without = ['au-f1', 'abaw-mtl', 'ece', 'brier', 'nll'];
  expect(Object.keys(scoreAll(merged))).toEqual(NAMES.filter((name) => !without.includes(name)));
});

test('one column has no score of arousal', () => {
  const scores = scoreAll(summarise({ continuous: { predicted: [0, 1, 2], actual: [1, 2, 4] } }));
  expect([scores.ccc, scores['ccc-valence'], scores['ccc-arousal']]).toEqual([0.5, 0.5, undefined]);
});

test('measures of several columns are means over the columns', () => {
  const { mse, rmse } = scoreAll(summarise({ continuous: { predicted: [3, 4, 3, 4], actual: [0, 0, 0, 0], columns: 2 } }));
  expect([mse, rmse]).toEqual([12.5, 3.5]);
});

test('classes that do not occur count in "macro-f1" and "uar", not in "macro-f1-present" and "balanced-accuracy"', () => {
  const scores = scoreAll(summarise({ classes: { predicted: [0, 2], actual: [0, 0], classes: 4 } }));
  expect([scores['macro-f1'], scores['macro-f1-present']]).toEqual([2 / 3 / 4, 2 / 3 / 2]);
  expect([scores.uar, scores['balanced-accuracy']]).toEqual([1 / 8, 1 / 2]);
});

test.each([
  ['confusion matrices: 2 classes beside 8', { classes: { predicted: [0], actual: [1], classes: 2 } }],
  ['continuous: 1 columns beside 2', { continuous: { predicted: [0], actual: [1] } }],
  ['action units: 1 units beside 3', { units: { predicted: [0], actual: [1], columns: 1 } }],
])('summaries of different tasks are not merged: "%s"', (message, predictions) => {
  expect(() => mergeSummaries([whole, summarise(predictions)])).toThrow(message);
});

test('an index in an error is that in the array as it was given', () => {
  expect(() => summarise({ continuous: { predicted: [0, 0, 0, NaN], actual: [0, 0, 0, 0], columns: 2 } })).toThrow('predicted[3]: NaN');
});

test('the combined score of MER2023 is that of its paper: 0.7757 and 0.88 give 0.5557', () => {
  expect(merCombined(0.7757, 0.88)).toBeCloseTo(0.5557, 12);
});

test('the combined score takes valence from column 0 and may be negative', () => {
  const classes = { predicted: [0, 1, 1], actual: [0, 0, 1], classes: 2 };
  const continuous = { predicted: [4, 9, 4, 9, 4, 9], actual: [0, 0, 0, 0, 0, 0], columns: 2 };
  expectClose(METRICS['mer-combined'].value(summarise({ classes, continuous })), 2 / 3 - 4);
});

test('the multi-task score of ABAW is the sum of its three scores, of 3 when all is right', () => {
  expectClose(METRICS['abaw-mtl'].value(perfect), 3);
  const value = (name: MetricName) => METRICS[name].value(whole);
  expectClose(value('abaw-mtl'), (value('ccc-valence') + value('ccc-arousal')) / 2 + value('macro-f1') + value('au-f1'));
});

test.each(NAMES)('right answers score better in %s than random ones', (name) => {
  const { value, higherIsBetter } = METRICS[name];
  expect(value(perfect) > value(whole)).toBe(higherIsBetter);
});

test('a metric is found by its name, and an unknown name is answered with the known ones', () => {
  expect(findMetric('mer-combined')).toBe(METRICS['mer-combined']);
  expect(() => findMetric('toString')).toThrow('metric: "toString" is not known. Choose one of ccc, ccc-valence,');
});

test('a metric whose part is missing says which', () => {
  expect(() => METRICS['mer-combined'].value({ classes: whole.classes! })).toThrow('metric: it needs `continuous`');
  expect(() => METRICS['ccc-arousal'].value(summarise({ continuous: { predicted: [1, 2], actual: [1, 2] } }))).toThrow('continuous: column 1 of 1');
});
