import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readClipLabels } from '../../../datasets/tables/read-clip-labels.ts';
import { readFrameLabels } from '../../../datasets/tables/read-frame-labels.ts';
import golden from './golden/tables.json' with { type: 'json' };

const root = mkdtempSync(join(tmpdir(), 'affekt-tables-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(mkdtempSync(join(root, 't-')), name);
  writeFileSync(path, content);
  return path;
}

const MER = { columns: { clip: 'name', expression: 'discrete', valence: 'valence' }, classes: ['neutral', 'angry', 'happy'], ranges: { valence: [-5, 5] } } as const;
const read = (content: string, options: Partial<Parameters<typeof readClipLabels>[1]> = {}) => readClipLabels(fileOf('labels.csv', content), { ...MER, ...options });
const HEADER = 'name,discrete,valence\n';

test.each(Object.entries(golden.tables))('every cell of %s as Python wrote it is read', async (name, text) => {
  const labels = await readClipLabels(fileOf(name, Buffer.from(text, 'latin1')), { ...MER, columns: { ...MER.columns, speaker: 'who', split: 'note' } });
  expect(labels).toEqual(
    golden.rows.map((row) => ({
      clip: row.name,
      ...(row.who !== '' && { speaker: row.who }),
      ...(row.note !== '' && { split: row.note }),
      expression: MER.classes.indexOf(row.discrete as 'happy'),
      valence: Number(row.valence),
    })),
  );
});

test('columns are found by name, whatever their order and what else there is', async () => {
  expect(await read('x,valence,discrete,y,name\n,-3.5,angry,,a\n')).toEqual([{ clip: 'a', expression: 1, valence: -3.5 }]);
});

test('every column of an identity is read, and space around cells is not', async () => {
  const columns = { clip: 'c', speaker: 's', video: 'v', split: 'p', fold: 'f', arousal: 'a' };
  expect(await read('c,s,v,p,f,a\n a , s1,v 1 ,train,2,0.5\n', { columns })).toEqual([{ clip: 'a', speaker: 's1', video: 'v 1', split: 'train', fold: '2', arousal: 0.5 }]);
});

test('empty lines are passed over, and lines are still counted', async () => {
  await expect(read(`${HEADER}a,happy,1\r\n\r\n\r\nb,happy,9\r\n`)).rejects.toThrow(/line 5: the clip "b"/);
});

test('upper and lower case of a class are one, and aliases are other names', async () => {
  expect(await read(`${HEADER}a,Happy,0\nb,anger,0\nc,0,0\n`, { aliases: { Anger: 'angry', '0': 'neutral' } })).toMatchObject([{ expression: 2 }, { expression: 1 }, { expression: 0 }]);
});

test.each(['', 'NA', 'nan', 'NaN', 'null', ' '])('the cell "%s" is no label', async (cell) => {
  expect(await read(`${HEADER}a,happy,${cell}\nb,${cell},2\n`)).toEqual([{ clip: 'a', expression: 2 }, { clip: 'b', valence: 2 }]);
});

test('placeholders are no labels where they are named', async () => {
  const invalid = { expression: ['-1'], valence: [-10] };
  expect(await read(`${HEADER}a,happy,-10.0\nb,-1,0\n`, { invalid })).toEqual([{ clip: 'a', expression: 2 }, { clip: 'b', valence: 0 }]);
  await expect(read(`${HEADER}a,happy,-10\n`)).rejects.toMatchObject({ code: 'BAD_VALUE' });
});

test.each([
  ['an unknown class', `${HEADER}a,happy,1\nb,angr,1\n`, 'UNKNOWN_CLASS', 'line 3: the clip "b" is labelled "angr", and the classes are neutral, angry, happy.'],
  ['a value out of range', `${HEADER}a,happy,5.01\n`, 'BAD_VALUE', 'line 2: the clip "a" has the valence 5.01, which is not within [-5, 5].'],
  ['a value that is no number', `${HEADER}a,happy,0x10\n`, 'BAD_VALUE', 'line 2: the clip "a" has "0x10" for "valence", which is no number.'],
  ['a decimal comma', 'name;discrete;valence\na;happy;0,5\n', 'BAD_VALUE', '"0,5"'],
  ['a value without end', `${HEADER}a,happy,Infinity\n`, 'BAD_VALUE', '"Infinity"'],
  ['a clip twice', `${HEADER}a,happy,1\nb,happy,1\na,angry,1\n`, 'DUPLICATE', 'has the clip "a" in line 2 and in line 4.'],
  ['a row without a clip', `${HEADER},happy,1\n`, 'BAD_VALUE', 'line 2 names no clip in "name".'],
  ['a row without a label', `${HEADER}a,,\n`, 'NO_LABEL', 'line 2: the clip "a" has no label.'],
  ['a column less', 'name,discrete\na,happy\n', 'UNKNOWN_COLUMN', 'has no column "valence"; its columns are "name", "discrete".'],
  ['a column twice', 'name,discrete,valence,valence\na,happy,1,2\n', 'UNKNOWN_COLUMN', 'has 2 columns "valence"'],
  ['a cell too many', `${HEADER}a,happy,1\nb,happy,1,5\n`, 'NOT_A_TABLE', 'line 3 has 4 cells, and the header 3.'],
  ['a cell too few', `${HEADER}a,happy\n`, 'NOT_A_TABLE', 'line 2 has 2 cells, and the header 3.'],
  ['a quote that is not closed', `${HEADER}"a,happy,1\nb,happy,1\n`, 'NOT_A_TABLE', 'cannot be taken apart into cells'],
  ['a header only', HEADER, 'NOT_A_TABLE', 'has no rows.'],
  ['nothing', '', 'NOT_A_TABLE', 'has no rows.'],
])('a table with %s is refused by name and line', async (_, content, code, detail) => {
  const error: unknown = await read(content).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringMatching(/labels\.csv: .* [A-Z][^.]*[.]/) as string });
  expect(String(error)).toContain(detail);
});

test('space around the names of columns, and quotes behind it, are not part of them', async () => {
  expect(await read('name , "discrete",valence\n a , "happy" , 1\n')).toEqual([{ clip: 'a', expression: 2, valence: 1 }]);
});

test('a quote that is not closed does not take in a large file', async () => {
  await expect(read(`${HEADER}"a,happy,1\n${'b,happy,1\n'.repeat(200_000)}`)).rejects.toMatchObject({ code: 'NOT_A_TABLE', message: expect.stringContaining('Max Record Size') as string });
});

test('a file without line ends is given up before it fills the memory', async () => {
  await expect(read('x'.repeat(3_000_000))).rejects.toMatchObject({ code: 'NOT_A_TABLE', message: expect.stringContaining('has no line end within 1000000 characters') as string });
});

test.each([
  ['half a letter at its end', Buffer.from(`${HEADER}a,happy,1\nß`).subarray(0, -1)],
  ['UTF-16', Buffer.from(`\ufeff${HEADER}a,happy,1\n`, 'utf16le')],
  ['Latin-1', Buffer.from(`${HEADER}größe,happy,1\n`, 'latin1')],
])('a table is refused that is not UTF-8: %s', async (_, bytes) => {
  await expect(readClipLabels(fileOf('labels.csv', bytes), MER)).rejects.toMatchObject({ code: 'NOT_A_TABLE', message: expect.stringContaining('is not UTF-8 text') as string });
});

test('a table that is not there is told by its path', async () => {
  await expect(readClipLabels('/no/labels.csv', MER)).rejects.toThrow('/no/labels.csv: does not exist. Check the path.');
  await expect(readClipLabels(root, MER)).rejects.toThrow(`${root}: is a folder, and not a file. Check the path.`);
});

test('clips without a label are kept or left out when asked', async () => {
  const table = `${HEADER}a,happy,1\nb,,\n`;
  expect(await read(table, { unlabelled: 'keep' })).toEqual([{ clip: 'a', expression: 2, valence: 1 }, { clip: 'b' }]);
  expect(await read(table, { unlabelled: 'skip' })).toEqual([{ clip: 'a', expression: 2, valence: 1 }]);
});

test('options that contradict themselves are a mistake of the caller', async () => {
  await expect(readClipLabels('x.csv', { columns: { clip: 'a', expression: 'b' } })).rejects.toThrow(TypeError);
  await expect(read(HEADER, { classes: ['a', 'A'] })).rejects.toThrow(RangeError);
  await expect(read(HEADER, { aliases: { fury: 'furious' } })).rejects.toThrow('"fury" means "furious"');
  await expect(read(HEADER, { aliases: { happy: 'angry' } })).rejects.toThrow('another class already');
});

test.each([
  ['no JSON', '{"name": "a"', 'line 1 is not a JSON object'],
  ['a list', '["a"]', 'line 1 is not a JSON object'],
  ['a list in a cell', '{"name": ["a"]}', 'line 1 has lists or objects'],
  ['no valence', '{"name": "a", "discrete": "happy"}', 'has no column "valence"'],
])('a line with %s is refused', async (_, line, detail) => {
  await expect(readClipLabels(fileOf('x.jsonl', line), MER)).rejects.toThrow(detail);
});

test('numbers and null in JSON are cells, and a later line may leave a key out', async () => {
  const lines = '{"name": 7, "discrete": null, "valence": -0.5}\n\n{"name": "b", "discrete": "happy"}\n';
  expect(await readClipLabels(fileOf('x.jsonl', lines), MER)).toEqual([{ clip: '7', valence: -0.5 }, { clip: 'b', expression: 2 }]);
});

const AFF_WILD = { columns: { clip: 'clip', time: 'time', expression: 'e', valence: 'v', arousal: 'a', video: 'video' }, classes: ['Neutral', 'Anger'], aliases: { '0': 'Neutral', '1': 'Anger' }, invalid: { expression: ['-1'], valence: [-5], arousal: [-5] } } as const;
const readFrames = (content: string, options: Partial<Parameters<typeof readFrameLabels>[1]> = {}) => readFrameLabels(fileOf('frames.csv', content), { ...AFF_WILD, ...options });
const FRAMES = 'clip,video,time,e,v,a\n';

test('moments are gathered by clip, and what is invalid is masked', async () => {
  const [a, b, ...rest] = await readFrames(`${FRAMES}a,x,0,0,0.5,-1\nb,y,0.1,1,0,0\na,x,0.04,-1,0.25,0\na,x,0.08,1,-5,0\nb,y,0.2,,,\n`);
  expect(a).toEqual({ clip: 'a', video: 'x', times: Float64Array.of(0, 0.04, 0.08), expression: Int32Array.of(0, -1, 1), valence: Float32Array.of(0.5, 0.25, NaN), arousal: Float32Array.of(-1, 0, 0), valid: Uint8Array.of(1, 0, 0) });
  expect(b).toMatchObject({ clip: 'b', valid: Uint8Array.of(1, 0), valence: Float32Array.of(0, NaN), expression: Int32Array.of(1, -1) });
  expect(rest).toEqual([]);
});

test('a label without a column is an absent key', async () => {
  const [a] = await readFrames('clip,time,v\na,0,1\n', { columns: { clip: 'clip', time: 'time', valence: 'v' } });
  expect(a).toEqual({ clip: 'a', times: Float64Array.of(0), valence: Float32Array.of(1), valid: Uint8Array.of(1) });
});

test.each([
  ['times that fall back', `${FRAMES}a,x,1,0,0,0\na,x,0.5,0,0,0\n`, 'BAD_TIMES', 'line 3: the clip "a" is at 0.5 s after 1 s'],
  ['a time twice', `${FRAMES}a,x,1,0,0,0\na,x,1,0,0,0\n`, 'BAD_TIMES', 'line 3'],
  ['a time that is missing', `${FRAMES}a,x,,0,0,0\n`, 'BAD_VALUE', 'has "" for "time"'],
  ['a video that changes', `${FRAMES}a,x,1,0,0,0\na,y,2,0,0,0\n`, 'BAD_VALUE', 'has the video "y", and "x" before'],
  ['a clip without a valid moment', `${FRAMES}a,x,1,0,0,0\nb,y,1,-1,-5,-5\n`, 'NO_LABEL', 'the clip "b" has no moment'],
])('frames with %s are refused', async (_, content, code, detail) => {
  const error: unknown = await readFrames(content).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  expect(String(error)).toContain(detail);
});

test('a clip without a valid moment is kept or left out when asked', async () => {
  const table = `${FRAMES}a,x,1,0,0,0\nb,y,1,-1,-5,-5\n`;
  expect((await readFrames(table, { unlabelled: 'keep' })).map(({ clip }) => clip)).toEqual(['a', 'b']);
  expect((await readFrames(table, { unlabelled: 'skip' })).map(({ clip }) => clip)).toEqual(['a']);
});

test('a table larger than what is read at once is whole, also where a letter lies across the border', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `größe-${index},happy,${(index % 11) - 5}`);
  const labels = await read(`${HEADER}${rows.join('\r\n')}`);
  expect(labels).toHaveLength(20_000);
  expect(labels.filter(({ clip, valence }, index) => clip !== `größe-${index}` || valence !== (index % 11) - 5)).toEqual([]);
});
