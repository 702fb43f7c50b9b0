import { expect, test } from 'vitest';
import { clipTableLine } from '../../../pipeline/recipes/steps/clip-table.ts';
import { frameTableHeader, frameTableLines } from '../../../pipeline/recipes/steps/frame-table.ts';
import { splitAsPublished } from '../../../pipeline/recipes/steps/split-as-published.ts';
import { scoreLines } from '../../../pipeline/recipes/steps/write-scores.ts';

const clip = { clip: '12_left', video: '12', split: 'train' };

test('the first label row is frame 1 at time 0 and row k + 1 is frame k (trap 2)', () => {
  const lines = [...frameTableLines(clip, { length: 3, valence: Float32Array.of(0.5, -1, 0.25), arousal: Float32Array.of(0, 1, -0.125) }, { task: 'va' })];
  expect(frameTableHeader('va')).toBe('clip,frame,time,valence,arousal,video,split');
  expect(lines).toEqual(['12_left,1,0.000000,0.5,0,12,train', '12_left,2,0.033333,-1,1,12,train', '12_left,3,0.066667,0.25,-0.125,12,train']);
});

test('frames without a label stay in the sequence with the codes of the annotations (trap 3)', () => {
  const va = [...frameTableLines(clip, { length: 2, valence: Float32Array.of(NaN, 0.5), arousal: Float32Array.of(NaN, 0.5) }, { task: 'va' })];
  expect(va[0]).toBe('12_left,1,0.000000,-5,-5,12,train');
  const expr = [...frameTableLines(clip, { length: 3, expression: Int8Array.of(7, -1, 0) }, { task: 'expr', split: 'validation' })];
  expect(expr.map((line) => line.split(',').slice(3).join())).toEqual(['7,12,validation', '-1,12,validation', '0,12,validation']);
});

test('frames that are only asked for have no labels, and action units stand behind each other', () => {
  expect([...frameTableLines(clip, 2, { task: 'expr' })].map((line) => line.split(',')[3])).toEqual(['-1', '-1']);
  const units = ['AU1', 'AU2'];
  expect(frameTableHeader('mtl', units)).toBe('clip,frame,time,valence,arousal,expression,AU1,AU2,video,split');
  expect([...frameTableLines(clip, { length: 2, units: Int8Array.of(1, 0, -1, -1) }, { task: 'au', units })].map((line) => line.split(',').slice(3, 5))).toEqual([['1', '0'], ['-1', '-1']]);
});

test('a hidden clip keeps its name and gives away no label', () => {
  const labelled = { clip: 'a,b', split: 'test1', labels: { expression: 1, valence: -2.5 } };
  expect(clipTableLine(labelled, { classes: ['neutral', 'angry'] })).toBe('"a,b",angry,-2.5,,test1');
  expect(clipTableLine(labelled, { classes: ['neutral', 'angry'], hidden: true })).toBe('"a,b",,,,test1');
});

test('the published validation is a quarter of the training clips, the same for one seed, whatever the order they come in (trap 11)', () => {
  const names = Array.from({ length: 40 }, (_, index) => `clip${index}`);
  const held = splitAsPublished(names, 1);
  expect(held.size).toBe(10);
  expect(splitAsPublished(names.toReversed(), 1)).toEqual(held);
  expect(splitAsPublished(names, 2)).not.toEqual(held);
});

test('scores are a table that stands in line, with a dash where there is none', () => {
  expect(scoreLines({ title: 't', columns: ['F1', 'MULTI'], rows: [{ system: 'audio', scores: [0.5, undefined] }, { system: 'x', scores: [NaN, -0.25] }], notes: ['mind'] })).toEqual([
    '# t', '', '| system |     F1 |   MULTI |', '|--------|-------:|--------:|', '| audio  | 0.5000 |       – |', '| x      |      – | -0.2500 |', '', '- mind',
  ]);
});
