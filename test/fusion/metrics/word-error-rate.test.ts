import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordErrorRate } from '../../../fusion/metrics/word-error-rate.ts';

interface Golden {
  readonly pairs: readonly { reference: string; hypothesis: string; operations: readonly number[] }[];
  readonly rate: number;
  readonly chinese: readonly { reference: string; hypothesis: string }[];
  readonly characterRate: number;
}

/** By word-error-rate.py: torchmetrics, and brute force. */
const golden = JSON.parse(readFileSync(new URL('golden/word-error-rate.json', import.meta.url), 'utf8')) as Golden;
const rateOf = (reference: string, hypothesis: string) => wordErrorRate([{ reference, hypothesis }]).rate;

test('errors of each kind are those of the best alignment', () => {
  const counted = golden.pairs.map((pair) => wordErrorRate([pair])).map(({ substitutions, deletions, insertions }) => [substitutions, deletions, insertions]);
  expect(counted).toEqual(golden.pairs.map(({ operations }) => operations));
});

test('the rate of many pairs is that of torchmetrics: all errors over all words', () => {
  expect(wordErrorRate(golden.pairs).rate).toBeCloseTo(golden.rate, 6);
});

test('Chinese is counted by characters', () => {
  expect(wordErrorRate(golden.chinese, { unit: 'characters' })).toMatchObject({ rate: expect.closeTo(golden.characterRate, 6) as number, units: 12 });
  expect(wordErrorRate([{ reference: '你好 吗', hypothesis: '你好吗？' }], { unit: 'characters' }).rate).toBe(0);
});

test('capitals, punctuation and kinds of apostrophe do not count', () => {
  expect(rateOf('It’s me, “Mario” — the plumber’s son!', "it's me mario the plumber's son")).toBe(0);
  expect(rateOf("'twas rock 'n' roll", 'twas rock n roll')).toBe(0);
  expect(rateOf('ﬁne Ｆ２', 'fine f2')).toBe(0);
});

test('an apostrophe within a word, and marks on letters, do', () => {
  expect(rateOf("we're", 'were')).toBe(1);
  expect(rateOf('schön', 'schon')).toBe(1);
});

test('a rate may be above 1, and is not defined without words', () => {
  expect(wordErrorRate([{ reference: 'yes', hypothesis: 'no no no' }])).toEqual({ rate: 3, substitutions: 1, deletions: 0, insertions: 2, units: 1 });
  expect(wordErrorRate([{ reference: '…', hypothesis: 'a' }])).toEqual({ rate: Number.NaN, substitutions: 0, deletions: 0, insertions: 1, units: 0 });
  expect(rateOf('a b', '')).toBe(1);
});
