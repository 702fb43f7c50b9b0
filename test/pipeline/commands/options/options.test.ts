import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { collectPairs } from '../../../../pipeline/commands/options/collect-pairs.ts';
import { toCount } from '../../../../pipeline/commands/options/to-count.ts';
import { toNames } from '../../../../pipeline/commands/options/to-names.ts';
import { toPositive } from '../../../../pipeline/commands/options/to-positive.ts';
import { toWhole } from '../../../../pipeline/commands/options/to-whole.ts';

test.each(['0', '-1', '1.5', 'two', '', ' ', 'Infinity', '1e400', '9007199254740993'])('a count is never %j', (text) => {
  expect(() => toCount(text)).toThrow(new InvalidArgumentError('It must be a whole number of at least 1.'));
});

test('a count is 1 or more', () => {
  expect(['1', '20', '1e3'].map(toCount)).toEqual([1, 20, 1000]);
});

test('a whole number starts where it is told to, or anywhere', () => {
  expect([toWhole(0)('0'), toWhole()('-3')]).toEqual([0, -3]);
  expect(() => toWhole(0)('-3')).toThrow('It must be a whole number of at least 0.');
  expect(() => toWhole()('0.5')).toThrow('It must be a whole number.');
});

test.each(['0', '-2', '', 'x', 'Infinity'])('%j is no number above 0', (text) => {
  expect(() => toPositive(text)).toThrow(new InvalidArgumentError('It must be a number above 0.'));
});

test('names are told apart by commas, and an unknown one is refused beside the known', () => {
  expect(toNames(['cc', 'truth'])('truth, cc')).toEqual(['truth', 'cc']);
  expect(() => toNames(['cc', 'truth'])('cc,mcc')).toThrow('There is no "mcc" among cc, truth.');
});

test('pairs become one object; another form and a name that is given twice are refused', () => {
  const collect = collectPairs('voice=runs/voice');
  expect(collect('b=2=3', collect('a=1', {}))).toEqual({ a: '1', b: '2=3' });
  for (const wrong of ['a', '=1', 'a=']) expect(() => collect(wrong, {})).toThrow('It must be of the form name=value, for instance voice=runs/voice.');
  expect(() => collect('a=2', { a: '1' })).toThrow('"a" is given twice.');
});
