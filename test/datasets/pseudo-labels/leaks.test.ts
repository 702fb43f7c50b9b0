import { expect, test } from 'vitest';
import { makeFolds } from '../../../datasets/folds/make-folds.ts';
import { findLabelLeaks, type LabelledSets } from '../../../datasets/pseudo-labels/find-label-leaks.ts';
import type { FoldItem, FoldPlan } from '../../../datasets/folds/fold.ts';

const clips = (...names: readonly string[]) => names.map((clip) => ({ clip }));
const folded = (folds: Readonly<Record<string, string | undefined>>) => ({ model: 'audio', path: 'validation.csv', folds: new Map(Object.entries(folds)) });
const sets = (change: Partial<LabelledSets>): LabelledSets => ({ unlabelled: clips('u1', 'u2'), labelled: clips('a', 'b'), validation: [folded({ a: '1', b: '2' })], pseudo: new Set(), test: new Set(), ...change });
const codes = (change: Partial<LabelledSets>) => findLabelLeaks(sets(change)).map(({ level, code, names }) => [level, code, names]);

test('sets that share nothing leak nothing', () => expect(codes({})).toEqual([]));

test.each<[string, Partial<LabelledSets>, unknown]>([
  ['an unlabelled clip that has a true label', { unlabelled: clips('u1', 'b') }, ['error', 'unlabelled-is-labelled', ['b']]],
  ['an unlabelled clip that a model is judged on', { labelled: [], unlabelled: clips('u1', 'a') }, ['error', 'unlabelled-is-labelled', ['a']]],
  ['an unlabelled clip that is kept for the test', { test: new Set(['u2']) }, ['error', 'unlabelled-is-test', ['u2']]],
  ['a test clip that models were trained on', { test: new Set(['a']) }, ['error', 'test-is-trained-on', ['a']]],
  ['a pseudo-label that a model is judged by', { pseudo: new Set(['u1']), validation: [folded({ a: '1', u1: '2' })] }, ['error', 'pseudo-in-validation', ['u1']]],
  ['predictions without folds, as on training clips', { validation: [folded({ a: undefined, b: undefined })] }, ['error', 'scored-on-training', ['audio']]],
  ['a speaker on both sides', { unlabelled: [{ clip: 'u1', speaker: 's1' }], labelled: [{ clip: 'a', speaker: 's1' }, { clip: 'b', speaker: 's2' }] }, ['warning', 'speaker-overlap', ['s1']]],
  ['a video on both sides', { unlabelled: [{ clip: 'u1', video: 'v1' }], labelled: [{ clip: 'a', video: 'v1' }] }, ['warning', 'video-overlap', ['v1']]],
  ['a speaker in two folds', { labelled: [{ clip: 'a', speaker: 's1' }, { clip: 'b', speaker: 's1' }] }, ['warning', 'speaker-in-two-folds', ['s1']]],
])('%s is found (trap 11)', (_, change, expected) => {
  expect(codes(change)).toEqual([expected]);
});

test('a clip that has a pseudo-label of an earlier round is still unlabelled', () => {
  expect(codes({ unlabelled: clips('u1', 'u2'), pseudo: new Set(['u1']) })).toEqual([]);
});

const items: FoldItem[] = ['s1', 's2', 's3', 's4'].flatMap((speaker) => [0, 1].map((expression) => ({ clip: `${speaker}-${expression}`, speaker, video: `v${speaker}`, fold: speaker, split: speaker === 's4' ? 'val' : 'train', expression })));
const pseudo: FoldItem[] = [0, 1].map((expression) => ({ clip: `p${expression}`, split: 'pseudo', expression }));

test.each<FoldPlan>([
  { kind: 'group', by: 'speaker', folds: 2, seed: 1, stratify: true },
  { kind: 'random', folds: 2, seed: 1, stratify: true },
  { kind: 'leave-one-out', by: 'video' },
  { kind: 'given', by: 'fold' },
  { kind: 'given', by: 'split' },
])('pseudo-labelled clips are trained on in every fold and validated in none, and the folds of the others stay as they were: %j (trap 11)', (plan) => {
  const without = makeFolds(items, plan).folds;
  const { folds } = makeFolds([...items, ...pseudo], plan);
  folds.forEach(({ train, val }, index) => {
    expect(val).toEqual(without[index]!.val);
    expect(train).toEqual([...without[index]!.train, ...pseudo]);
  });
});
