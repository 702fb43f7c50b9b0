import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { frameColumns } from '../../../pipeline/export/frame-columns.ts';
import { OutputError } from '../../../pipeline/export/output-error.ts';
import { sentenceColumns } from '../../../pipeline/export/sentence-columns.ts';
import { writeColumns } from '../../../pipeline/export/write-columns.ts';
import { writeRun } from '../../../pipeline/export/write-run.ts';
import { writeSegments } from '../../../pipeline/export/write-segments.ts';
import { voiceColumns } from '../../../pipeline/export/voice-columns.ts';
import { writeTable } from '../../../pipeline/export/write-table.ts';
import type { Segment } from '../../../pipeline/rows.ts';
import { run, verdict } from './rows.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'affekt-export-'));
const readJson = async (...path: string[]): Promise<unknown> => JSON.parse(await readFile(join(...path), 'utf8'));
const descriptors = [{ name: 'pitch', unit: 'Hz', description: 'fundamental frequency', range: [50, 600] as const }];

test('a column dictionary has unit, range and the model that each column comes from', async () => {
  const folder = await newFolder();
  await writeColumns(run, { folder, descriptors });
  expect(await readJson(folder, 'columns.json')).toMatchObject({
    frames: { time: { unit: 's' }, box_x: { unit: 'px', model: 'yunet', sha256: 'ab12' }, valence: { range: [-1, 1] }, status: { values: ['analysed', 'no-face', 'skipped', 'failed'] } },
    voice: { pitch: { unit: 'Hz', range: [50, 600], description: 'fundamental frequency' } },
  });
});

test('the dictionary has every column of the frame table, in its order', async () => {
  const folder = await newFolder();
  await writeColumns(run, { folder, descriptors });
  const { frames } = (await readJson(folder, 'columns.json')) as { frames: object };
  expect(Object.keys(frames)).toEqual(frameColumns.map(({ name }) => name));
  expect(new Set(frameColumns.map(({ name }) => name)).size).toBe(frameColumns.length);
});

test('a voice row has its descriptors, and empty cells where nobody speaks or nothing was found', async () => {
  const folder = await newFolder();
  const rows = [
    { start: 0, end: 0.5, speech: 0.9, verdict, descriptors: { pitch: 120.5 } },
    { start: 0.5, end: 1, speech: 0.01, descriptors: { pitch: Number.NaN } },
  ];
  expect(await writeTable(rows, { path: join(folder, 'voice.csv'), columns: voiceColumns(descriptors) })).toBe(2);
  const table = parse<Record<string, string>>(await readFile(join(folder, 'voice.csv')), { columns: true });
  expect(table.map((row) => [row.start, row.expression, row.p_other, row.pitch])).toEqual([
    ['0.000000', 'happiness', '', '120.5'],
    ['0.500000', '', '', ''],
  ]);
});

test('segments come back as they were, one to a line', async () => {
  const folder = await newFolder();
  const segments: Segment[] = [
    { kind: 'expression', person: 0, expression: 'happiness', start: 0.04, end: 1 / 3, probability: 2 / 3, valence: 0.5 },
    { kind: 'speech', start: 0, end: 2, probability: 1 },
  ];
  await writeSegments(segments, folder);
  expect(await readJson(folder, 'segments.json')).toEqual([{ ...segments[0], end: 0.333333, probability: 0.666667 }, segments[1]]);
  expect((await readFile(join(folder, 'segments.json'), 'utf8')).split('\n')).toHaveLength(5);
});

test('no segments are an empty list', async () => {
  const folder = await newFolder();
  await writeSegments([], folder);
  expect(await readJson(folder, 'segments.json')).toEqual([]);
});

test('the run record comes back as it was', async () => {
  const folder = await newFolder();
  await writeRun(run, folder);
  expect(await readJson(folder, 'run.json')).toEqual(run);
});

test.each([
  ['EACCES', 'NOT_WRITABLE'],
  ['EROFS', 'NOT_WRITABLE'],
  ['ENOSPC', 'DISK_FULL'],
  ['EIO', 'FAILED'],
])('%s of the operating system is %s', (system, code) => {
  const error = OutputError.from(Object.assign(new Error('no'), { code: system }), '/a/frames.csv');
  expect(error).toMatchObject({ name: 'OutputError', code, message: expect.stringMatching(/^\/a\/frames\.csv: cannot write.*\. [A-Z].*\.$/) });
});

test('an error that is not of the operating system comes back unchanged', () => {
  const error = new TypeError('mistake');
  expect(OutputError.from(error, '/a')).toBe(error);
});

test('a sentence row names the words that weighed most, heaviest first, and says why there is no verdict', async () => {
  const folder = await newFolder();
  const text = 'I am not happy, really';
  const weights = [
    { from: 5, to: 8, weight: -0.25 },
    { from: 9, to: 14, weight: 0.4106 },
  ];
  const rows = [
    { start: 1.5, end: 3, text, speaker: 'Ann', person: 0, verdict, dominance: -0.125, weights },
    { start: 3, end: 4, text: 'Ну, "да"', note: 'Not English.' },
  ];
  expect(await writeTable(rows, { path: join(folder, 'sentences.csv'), columns: sentenceColumns })).toBe(2);
  const table = parse<Record<string, string>>(await readFile(join(folder, 'sentences.csv')), { columns: true });
  expect(table.map((row) => [row.start, row.speaker, row.person, row.text, row.expression, row.dominance, row.words, row.note])).toEqual([
    ['1.500000', 'Ann', '0', text, 'happiness', '-0.125', 'happy:0.411 not:-0.25', ''],
    ['3.000000', '', '', 'Ну, "да"', '', '', '', 'Not English.'],
  ]);
});
