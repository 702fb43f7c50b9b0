import { expect, test } from 'vitest';
import type { Fold, FoldItem, FoldPlan } from '../../../datasets/folds/fold.ts';
import { makeFolds } from '../../../datasets/folds/make-folds.ts';
import golden from './golden/folds.json' with { type: 'json' };

/** Clips of `table[speaker][class]`, two speakers to a video. */
function corpusOf(table: readonly (readonly number[])[]): FoldItem[] {
  return table.flatMap((row, speaker) =>
    row.flatMap((count, expression) => Array.from({ length: count }, (_, index) => ({ clip: `${speaker}-${expression}-${index}`, speaker: `s${speaker}`, video: `v${speaker >> 1}`, expression }))),
  );
}

const corpus = corpusOf(golden.cases[2]!.table);
const even = corpusOf(golden.cases[0]!.table);
const groups = (items: readonly FoldItem[], by: 'speaker' | 'video' = 'speaker') => new Set(items.map((item) => item[by]));
const clips = (items: readonly FoldItem[]) => items.map(({ clip }) => clip);
const GROUP: FoldPlan = { kind: 'group', by: 'speaker', folds: 5, seed: 1 };
const warn = { missingClasses: 'warn' } as const;

/** The part of each class that is in each fold. */
function shares(folds: readonly Fold<FoldItem>[], classes: number): number[][] {
  const count = (items: readonly FoldItem[], expression: number) => items.filter((item) => item.expression === expression).length;
  return Array.from({ length: classes }, (_, expression) => folds.map(({ train, val }) => count(val, expression) / count([...train, ...val], expression)));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test.each<FoldPlan>([GROUP, { ...GROUP, by: 'video', stratify: true }, { kind: 'random', folds: 4, seed: 3 }, { kind: 'leave-one-out', by: 'video' }])('every clip is validated once, and trained on in all other folds: %j', (plan) => {
  const { folds } = makeFolds(corpus, plan, warn);
  expect(folds.flatMap(({ val }) => clips(val)).sort()).toEqual(clips(corpus).sort());
  for (const { train, val } of folds) expect([...clips(train), ...clips(val)].sort()).toEqual(clips(corpus).sort());
});

test.each(['speaker', 'video'] as const)('no %s is on both sides of a fold', (by) => {
  const { folds } = makeFolds(corpus, { ...GROUP, by }, warn);
  expect(folds).toHaveLength(5);
  for (const { train, val } of folds) expect(groups(train, by).isDisjointFrom(groups(val, by))).toBe(true);
});

test.each(golden.cases)('folds of a corpus are as even in size as those of scikit-learn: $kind, $folds folds', ({ table, folds: count, sizes }) => {
  const ours = makeFolds(corpusOf(table), { ...GROUP, folds: count }, warn).folds.map(({ val }) => val.length);
  expect(deviation(ours)).toBeLessThanOrEqual(deviation(sizes) + 1e-9);
});

test.each(golden.cases)('stratified folds are as even in classes as those of scikit-learn: $kind, $folds folds', ({ table, folds: count, spread }) => {
  const { folds } = makeFolds(corpusOf(table), { ...GROUP, folds: count, stratify: true }, warn);
  const byClass = shares(folds, table[0]!.length).map(deviation);
  expect(byClass.reduce((sum, each) => sum + each, 0) / byClass.length).toBeLessThanOrEqual(spread + 1e-9);
});

test('folds are even in weight where clips have one', () => {
  const items = [9, 5, 4, 3, 3, 2, 1].map((weight, index) => ({ clip: `${index}`, speaker: `${index}`, weight }));
  const { folds } = makeFolds(items, { ...GROUP, folds: 3 });
  expect(folds.map(({ val }) => val.reduce((sum, { weight }) => sum + weight, 0))).toEqual([9, 9, 9]);
});

test('two groups change places where that evens the folds out', () => {
  const items = [8, 7, 6, 5, 4].map((weight, index) => ({ clip: `${index}`, speaker: `${index}`, weight }));
  const { folds } = makeFolds(items, { ...GROUP, folds: 2 });
  expect(folds.map(({ val }) => val.reduce((sum, { weight }) => sum + weight, 0))).toEqual([15, 15]); // Largest first gives 17 and 13
});

test('as many groups as folds leave no fold empty, however large one is', () => {
  const items = corpusOf([[500], [1], [1]]);
  const { folds } = makeFolds(items, { ...GROUP, folds: 3, stratify: true });
  expect(folds.map(({ val }) => val.length).sort()).toEqual([1, 1, 500]);
});

test.each<FoldPlan>([GROUP, { ...GROUP, stratify: true }, { kind: 'random', folds: 5, seed: 1 }])('the same seed gives the same folds, another seed others: %j', (plan) => {
  const vals = (seed: number) => makeFolds(even, { ...plan, seed } as FoldPlan, warn).folds.map(({ val }) => clips(val));
  expect(vals(1)).toEqual(vals(1));
  expect(vals(2)).not.toEqual(vals(1));
});

test('parts keep the order of the items', () => {
  const { folds } = makeFolds(even, { kind: 'random', folds: 3, seed: 5 });
  const place = new Map(even.map(({ clip }, index) => [clip, index]));
  for (const part of folds.flatMap(({ train, val }) => [train, val])) expect(part).toEqual([...part].sort((a, b) => place.get(a.clip)! - place.get(b.clip)!));
});

test('random folds differ by one clip at most, and by one of each class when stratified', () => {
  const { folds } = makeFolds(corpus, { kind: 'random', folds: 7, seed: 1, stratify: true }, warn);
  const spreadOf = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);
  expect(spreadOf(folds.map(({ val }) => val.length))).toBeLessThanOrEqual(1);
  for (let expression = 0; expression < 6; expression++) expect(spreadOf(folds.map(({ val }) => val.filter((item) => item.expression === expression).length))).toBeLessThanOrEqual(1);
});

test('random folds warn of speakers and videos on both sides, group folds need not', () => {
  const { warnings } = makeFolds(even, { kind: 'random', folds: 5, seed: 1 });
  expect(warnings).toEqual(['24 of 24 speakers are in training and in validation of the same fold.', '12 of 12 videos are in training and in validation of the same fold.', 'Scores on them say little about new people and new recordings.']);
  expect(makeFolds(even, { ...GROUP, by: 'video', stratify: true }).warnings).toEqual([]);
});

test('random folds warn also where nothing is known of speakers', () => {
  const bare = even.map(({ clip }) => ({ clip }));
  expect(makeFolds(bare, { kind: 'random', folds: 5, seed: 1 }).warnings).toEqual([expect.stringContaining('Random folds keep no speakers')]);
});

test('folds by speaker warn of a video that is on both sides', () => {
  expect(makeFolds(even, { ...GROUP, stratify: true }).warnings[0]).toMatch(/^\d+ of 12 videos are in training and in validation/);
});

test('leaving one out names each fold after what is left out', () => {
  const { folds } = makeFolds(corpusOf([[2, 1], [1, 2], [1, 1]]), { kind: 'leave-one-out', by: 'speaker' });
  expect(folds.map(({ name, val, train }) => [name, val.length, train.length])).toEqual([['s0', 3, 5], ['s1', 3, 5], ['s2', 2, 6]]);
});

test('leaving one out warns of a class that is missing in validation, and tells of one missing in training', () => {
  expect(makeFolds(corpusOf([[2, 1], [1, 2], [1, 0]]), { kind: 'leave-one-out', by: 'speaker' }, { classes: ['calm', 'glad'], source: 'a.csv' }).warnings.at(-1)).toBe('a.csv: the validation part of fold s2 has no clip of the class "glad".');
  expect(() => makeFolds(corpusOf([[2, 1], [1, 0], [1, 0]]), { kind: 'leave-one-out', by: 'speaker' })).toThrow('the training part of fold s0 has no clip of the class "1"');
});

test('given folds are those of the table, in the order of their numbers', () => {
  const items = ['10', '2', '1', '2'].map((fold, index) => ({ clip: `c${index}`, fold }));
  const { folds } = makeFolds(items, { kind: 'given', by: 'fold' });
  expect(folds.map(({ name, val, train }) => [name, clips(val), clips(train)])).toEqual([['1', ['c2'], ['c0', 'c1', 'c3']], ['2', ['c1', 'c3'], ['c0', 'c2']], ['10', ['c0'], ['c1', 'c2', 'c3']]]);
});

test.each([['train', 'val', 'test'], ['Training', 'dev', 'test1'], ['Train_Set', 'Validation_Set', 'Test_Set'], ['TRAIN', 'valid', 'testing']])('a given split is one fold: %s, %s and %s', (...names) => {
  const items = names.map((split) => ({ clip: split, split }));
  const { folds } = makeFolds(items, { kind: 'given', by: 'split' });
  expect(folds.map(({ train, val, test: held }) => [train, val, held].map(clips))).toEqual([names.map((name) => [name])]);
});

test('a given split warns of speakers on two sides', () => {
  const items = [['train', 'a'], ['val', 'a'], ['val', 'b'], ['test', 'b']].map(([split, speaker], index) => ({ clip: `${index}`, split: split!, speaker: speaker! }));
  expect(makeFolds(items, { kind: 'given', by: 'split' }).warnings.slice(0, 2)).toEqual(['1 of 2 speakers are in training and in validation of the same fold.', '1 of the 1 speakers of the test are also trained on.']);
});

test('what is kept for the test is in no other part of any fold', () => {
  const items = even.map((item, index) => ({ ...item, split: index % 4 === 0 ? 'test2' : 'train' }));
  const { folds } = makeFolds(items, { ...GROUP, stratify: true });
  const held = clips(items.filter(({ split }) => split === 'test2'));
  expect(folds.map(({ test: part }) => clips(part))).toEqual(folds.map(() => held));
  expect(folds.flatMap(({ train, val }) => [...train, ...val]).filter(({ split }) => split === 'test2')).toEqual([]);
});

const refused = (items: readonly FoldItem[], plan: FoldPlan, classes?: readonly string[]) => {
  try {
    makeFolds(items, plan, { source: 'labels.csv', ...(classes && { classes }) });
  } catch (error) {
    return `${(error as { code?: string }).code} ${String(error)}`;
  }
  return 'divided';
};

test.each<[string, readonly FoldItem[], FoldPlan, RegExp]>([
  ['fewer speakers than folds', corpusOf([[5], [5], [5]]), GROUP, /^TOO_FEW_GROUPS .*labels\.csv: has 3 speakers for 5 folds\. Ask for fewer/],
  ['fewer clips than folds', corpusOf([[3]]), { kind: 'random', folds: 5, seed: 1 }, /^TOO_FEW_GROUPS .*3 clips for 5/],
  ['one video to leave out', corpusOf([[3], [3]]), { kind: 'leave-one-out', by: 'video' }, /^TOO_FEW_GROUPS .*only the video "v0", and there is no other to train on/],
  ['one given fold', [{ clip: 'a', fold: '1' }], { kind: 'given', by: 'fold' }, /^TOO_FEW_GROUPS .*only the fold "1"/],
  ['no clips', [], GROUP, /^TOO_FEW_GROUPS .*0 speakers/],
  ['a clip without a speaker', [...corpusOf([[5], [5]]), { clip: 'x' }, { clip: 'y' }], GROUP, /^NO_GROUP .*the clip "x" and 1 more has no speaker/],
  ['a clip without a split', [{ clip: 'a', split: 'train' }, { clip: 'b' }], { kind: 'given', by: 'split' }, /^NO_GROUP .*the clip "b" has no split/],
  ['a split of another name', [{ clip: 'a', split: 'train' }, { clip: 'b', split: 'holdout' }], { kind: 'given', by: 'split' }, /^BAD_SPLIT .*"b" is in the split "holdout"/],
  ['a split without validation', [{ clip: 'a', split: 'train' }, { clip: 'b', split: 'test' }], { kind: 'given', by: 'split' }, /^BAD_SPLIT .*it has train\./],
  ['a class that only one of the speakers has', corpusOf([[5, 1], [5, 0], [5, 0]]), { ...GROUP, folds: 3 }, /^MISSING_CLASS .*training part of fold \d has no clip of the class "1"/],
  ['a class in too few clips', corpusOf([[9, 2]]), { kind: 'random', folds: 3, seed: 1, stratify: true }, /^MISSING_CLASS .*validation part of fold \d/],
])('a corpus is refused by name: %s', (_, items, plan, message) => expect(refused(items, plan)).toMatch(message));

test('a class that no clip has is told by its name', () => {
  expect(refused(corpusOf([[2, 2], [2, 2], [2, 2], [2, 2], [2, 2]]), GROUP, ['calm', 'glad', 'sad'])).toContain('no clip is of the class "sad"');
});

test('a corpus without classes has none missing', () => {
  const items = corpusOf([[2], [2], [2], [2], [2]]).map(({ clip, speaker }) => ({ clip, speaker: speaker! }));
  expect(makeFolds(items, GROUP, { classes: ['calm', 'glad'] }).warnings).toEqual([]);
});

test('missing classes are counted in one warning when they are allowed', () => {
  const { warnings } = makeFolds(corpusOf([[5, 1], [5, 0], [5, 0]]), { ...GROUP, by: 'speaker', folds: 3 }, { ...warn, classes: ['calm', 'glad'], source: 'a.csv' });
  expect(warnings.at(-1)).toMatch(/^a\.csv: the \w+ part of fold \d has no clip of the class "glad", and so 2 times more\.$/);
});

test('fewer than two folds and weights of nothing are mistakes of the caller', () => {
  expect(() => makeFolds(corpus, { ...GROUP, folds: 1 })).toThrow(RangeError);
  expect(() => makeFolds(corpus, { ...GROUP, folds: 2.5 })).toThrow(RangeError);
  expect(() => makeFolds([{ clip: 'a', speaker: 'a', weight: 0 }], GROUP)).toThrow('The weight of the clip "a" is 0');
});

test('ten thousand speakers are divided within a second', () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ clip: `${index}`, speaker: `${index}`, expression: index % 8, weight: 1 + (index % 13) }));
  const begin = performance.now();
  makeFolds(items, { ...GROUP, stratify: true });
  expect(performance.now() - begin).toBeLessThan(5000); // A second on a quiet machine
});
