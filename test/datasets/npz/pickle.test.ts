import { expect, test } from 'vitest';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { PickleValue } from '../../../datasets/npz/pickle/pickle-value.ts';
import { readPickle } from '../../../datasets/npz/pickle/read-pickle.ts';
import golden from './golden/npz.json' with { type: 'json' };
import { toPlain } from './to-plain.ts';

const read = (base64: string): PickleValue => readPickle(Buffer.from(base64, 'base64'), 'x.npz');

function messageOf(base64: string): string {
  try {
    read(base64);
  } catch (error) {
    if (error instanceof DatasetError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'read';
}

test.each(golden.pickles)('what Python pickled with protocol $protocol is read: text, numbers, bytes, lists, dicts, arrays and scalars of numpy', ({ bytes }) => {
  expect(toPlain(read(bytes))).toEqual(golden.expected);
});

test('text and numbers as Python 2 wrote them are read', () => {
  expect(toPlain(read(golden.python2))).toEqual({ dict: [['emo', "angry 'n'"], ['val开', 7], ['long', { int: '-12345678901234567890' }], ['yes', true]] });
});

test('a list that was pickled twice is one list', () => {
  const value = read(golden.pickles[4]!.bytes) as ReadonlyMap<string, readonly PickleValue[]>;
  expect(value.get('twice')![0]).toBe(value.get('twice')![1]);
});

test.each(golden.refused)('what would have to be run is refused by name: %s', (name, bytes) => {
  expect(messageOf(bytes)).toMatch(/^UNSAFE_PICKLE x\.npz: /);
  expect(messageOf(bytes)).toContain(name);
});

test.each(golden.broken)('a pickle that makes no sense is told: it %s', (what, bytes) => {
  expect(messageOf(bytes)).toMatch(/^BAD_ARCHIVE x\.npz: .*Pack or download it again\.$/);
  expect(messageOf(bytes)).toContain(what);
});

test('a pickle that is cut anywhere is refused, and never taken for less', () => {
  const whole = Buffer.from(golden.pickles[3]!.bytes, 'base64');
  for (let length = 0; length < whole.length; length += 7) expect(messageOf(whole.subarray(0, length).toString('base64'))).toMatch(/^BAD_ARCHIVE/);
});

test('a pickle that would fill the memory from a small archive is refused', () => {
  expect(messageOf(Buffer.alloc(5_000_001, '}').toString('base64'))).toMatch(/^BAD_ARCHIVE .*takes more than 5000000 instructions/);
});
