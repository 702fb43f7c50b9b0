import { expect, test } from 'vitest';
import { measureCandidates, toCandidateSet } from '../../../datasets/pseudo-labels/candidate-sets.ts';
import { classThresholds } from '../../../datasets/pseudo-labels/class-threshold.ts';
import { fuseScores } from '../../../datasets/pseudo-labels/fuse-scores.ts';
import { quantile } from '../../../datasets/pseudo-labels/quantile.ts';
import { selectClips, type SelectionRule } from '../../../datasets/pseudo-labels/select-clips.ts';
import { wilsonInterval } from '../../../datasets/pseudo-labels/wilson-interval.ts';
import type { JudgedClip } from '../../../datasets/pseudo-labels/scored-clip.ts';
import golden from './golden/thresholds.json' with { type: 'json' };

const nameOf = (index: number) => `clip${String(index).padStart(2, '0')}`;
const toClips = (rows: readonly (readonly number[])[]) => new Map(rows.map((row, index) => [nameOf(index), row]));
const judged: JudgedClip[] = fuseScores([
  { name: 'audio', weight: 2, clips: toClips(golden.audio) },
  { name: 'face', weight: 1, clips: toClips(golden.face) },
]).map((clip, index) => ({ ...clip, actual: golden.actual[index]! }));
const PLAIN: SelectionRule = { agree: 1, balance: false };

/** A clip of one model that gives the class `label` of three the probability `confidence`. */
function clip(name: string, label: number, confidence: number) {
  return fuseScores([{ name: 'one', weight: 1, clips: new Map([[name, [0, 1, 2].map((code) => (code === label ? confidence : (1 - confidence) / 2))]]) }])[0]!;
}

test.each(golden.quantiles.by_share)('the %f-quantile is the one of numpy, %f', (share, expected) => {
  expect(quantile(golden.quantiles.values, share)).toBeCloseTo(expected, 14);
});

test('a quantile of nothing and a share beyond 1 are refused', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(() => quantile([1, 2], 1.5)).toThrow(RangeError);
  expect(() => quantile([1, 2], NaN)).toThrow(RangeError);
});

test('models are averaged by their weights, and a model that lacks a clip does not count for it', () => {
  expect(judged.map(({ label }) => label)).toEqual(golden.label);
  judged.forEach(({ confidence }, index) => expect(confidence).toBeCloseTo(golden.confidence[index]!, 14));
  const [alone] = fuseScores([{ name: 'audio', weight: 2, clips: new Map() }, { name: 'face', weight: 1, clips: new Map([['a', [0.25, 0.75]]]) }]);
  expect(alone).toMatchObject({ label: 1, confidence: 0.75, probabilities: [0.25, 0.75] });
});

test.each(Object.entries(golden.thresholds))('the threshold of a class is the %s-quantile of the confidences of its recognised clips, and its precision that of the clips above', (eta, expected) => {
  const thresholds = classThresholds(judged, 4, { eta: Number(eta), agree: 0 });
  expect(thresholds.map(({ correct }) => correct)).toEqual(golden.correct);
  expect(thresholds.map(({ labelled }) => labelled)).toEqual(golden.labelled);
  thresholds.forEach(({ threshold }, code) => expect(threshold).toBeCloseTo(expected[code]!.threshold, 14));
  expect(thresholds.map(({ above, right }) => ({ above, right }))).toEqual(expected.map(({ above, right }) => ({ above, right })));
});

test('a clip is selected strictly above the threshold of its class and not at it', () => {
  const thresholds = classThresholds([{ ...clip('l', 1, 0.8), actual: 1 }], 3, { eta: 0.5, agree: 1 });
  const { selected, rejected } = selectClips([clip('at', 1, 0.8), clip('over', 1, 0.800001)], thresholds, PLAIN);
  expect(selected.map((each) => [each.clip, each.threshold])).toEqual([['over', 0.8]]);
  expect(rejected).toMatchObject([{ clip: 'at', reason: 'below-threshold', threshold: 0.8 }]);
});

test('for a class of which no labelled clip is recognised nothing is selected, unless a threshold is given', () => {
  const wrong = { ...clip('l', 1, 0.9), actual: 0 };
  const without = classThresholds([wrong], 3, { eta: 0.5, agree: 1 });
  expect(selectClips([clip('a', 1, 0.99)], without, PLAIN)).toMatchObject({ selected: [], rejected: [{ reason: 'no-threshold' }] });
  const given = classThresholds([wrong], 3, { eta: 0.5, agree: 1, fallback: 0.95 });
  expect(given[1]).toMatchObject({ threshold: 0.95, fallback: true });
  expect(selectClips([clip('a', 1, 0.99), clip('b', 1, 0.95)], given, PLAIN).selected.map((each) => each.clip)).toEqual(['a']);
});

test('with agreement asked for, a label that only the mean supports is not given, and the expected precision is of agreed labels only', () => {
  const two = (name: string, face: readonly number[]) => fuseScores([{ name: 'audio', weight: 1, clips: new Map([[name, [0.9, 0.1]]]) }, { name: 'face', weight: 1, clips: new Map([[name, face]]) }])[0]!;
  const labelled = [{ ...two('a', [0.2, 0.8]), actual: 0 }, { ...two('b', [0.8, 0.2]), actual: 0 }, { ...two('c', [0.45, 0.55]), actual: 1 }];
  const thresholds = (agree: number) => classThresholds(labelled, 2, { eta: 0, agree })[0];
  expect(thresholds(1)).toMatchObject({ above: 2, right: 1 });
  expect(thresholds(2)).toMatchObject({ above: 1, right: 1 });
  const { selected, rejected } = selectClips([two('x', [0.45, 0.55]), two('y', [0.6, 0.4])], classThresholds(labelled, 2, { eta: 0, agree: 2 }), { ...PLAIN, agree: 2 });
  expect(selected).toMatchObject([{ clip: 'y', agreeing: ['audio', 'face'] }]);
  expect(rejected).toMatchObject([{ clip: 'x', reason: 'too-few-models-agree' }]);
});

test('a cap keeps the surest of a class, by name where they are as sure, and balance as many of each as of the rarest', () => {
  const thresholds = classThresholds([0, 1].map((code) => ({ ...clip(`l${code}`, code, 0.5), actual: code })), 3, { eta: 0, agree: 1 });
  const open = [clip('d', 0, 0.9), clip('c', 0, 0.9), clip('b', 0, 0.7), clip('a', 0, 0.95), clip('e', 1, 0.8), clip('f', 1, 0.6)];
  const names = (rule: Partial<SelectionRule>) => selectClips(open, thresholds, { ...PLAIN, ...rule }).selected.map((each) => each.clip);
  expect(names({ perClass: 2 })).toEqual(['c', 'a', 'e', 'f']);
  expect(names({ perClass: 1 })).toEqual(['a', 'e']);
  expect(names({ balance: true })).toEqual(['c', 'a', 'e', 'f']); // No clip of the third class: it does not count
  expect(selectClips(open, thresholds, { ...PLAIN, perClass: 2 }).rejected).toMatchObject([{ clip: 'd', reason: 'over-the-cap' }, { clip: 'b', reason: 'over-the-cap' }]);
});

test('candidates are the first choice of every model and what some model gives more than the threshold, with ambiguity and noise as counted by numpy', () => {
  expect(judged.map((each) => toCandidateSet(each, 0.25).candidates)).toEqual(golden.candidates.sets);
  golden.candidates.weights.forEach((weights, index) => weights.forEach((weight, code) => expect(toCandidateSet(judged[index]!, 0.25).weights[code]).toBeCloseTo(weight, 14)));
  const quality = measureCandidates(judged, 0.25)!;
  for (const key of ['size', 'ambiguity', 'noise', 'single'] as const) expect(quality[key]).toBeCloseTo(golden.candidates[key], 14);
});

test('an interval of a proportion is that of Wilson, also at the ends', () => {
  expect(wilsonInterval(9, 10).map((value) => value.toFixed(4))).toEqual(['0.5958', '0.9821']); // statsmodels: proportion_confint(9, 10, method='wilson')
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(10, 10)[1]).toBe(1);
});
