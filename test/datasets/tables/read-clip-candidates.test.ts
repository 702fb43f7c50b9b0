import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readClipCandidates, type CandidateColumns } from '../../../datasets/tables/read-clip-candidates.ts';

const classes = ['anger', 'fear', 'joy: mild'];
const read = (text: string, columns: CandidateColumns) => {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-')), 'labels.csv');
  writeFileSync(path, text);
  return readClipCandidates(path, { clip: 'name', classes, aliases: { happy: 'joy: mild' }, columns });
};
const list: CandidateColumns = { kind: 'list', column: 'said', separator: '|' };

test('a cell lists candidates, with weights or without; an empty one gives none; names may hold a colon, and be aliases', async () => {
  const sets = await read('name,said\na,anger|Fear\nb,anger:1|happy:3\nc,\nd,joy: mild\n', list);
  expect(Object.fromEntries(sets)).toEqual({
    a: { candidates: [1, 1, 0], weights: [0.5, 0.5, 0] },
    b: { candidates: [1, 0, 1], weights: [0.25, 0, 0.75] },
    d: { candidates: [0, 0, 1], weights: [0, 0, 1] },
  });
});

test('votes are shares of those that are enough; where none has enough votes, those with the most count; without a vote there is no set', async () => {
  const sets = await read('name,v_anger,v_fear,v_joy: mild\na,3,1,2\nb,1,1,0\nc,0,,0\n', { kind: 'votes', prefix: 'v_', least: 2 });
  expect(Object.fromEntries(sets)).toEqual({ a: { candidates: [1, 0, 1], weights: [0.6, 0, 0.4] }, b: { candidates: [1, 1, 0], weights: [0.5, 0.5, 0] } });
});

test('votes that are no number are refused, with line and clip', async () => {
  await expect(read('name,v_anger,v_fear,v_joy: mild\na,three,1,2\n', { kind: 'votes', prefix: 'v_', least: 1 })).rejects.toThrow(/line 2: the clip "a" has "three" for "v_anger", which is no number of votes/);
});
