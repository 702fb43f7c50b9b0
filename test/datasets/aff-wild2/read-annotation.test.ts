import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDecimal } from '../../../datasets/aff-wild2/parse-decimal.ts';
import { readAnnotation } from '../../../datasets/aff-wild2/read-annotation.ts';
import { AU, EXPR, VA, lines, tree } from './tree.ts';

type Task = 'va' | 'expr' | 'au';

async function read(task: Task, content: string | Buffer) {
  return readAnnotation(join(tree({ 'clip.txt': content }), 'clip.txt'), task);
}

const ONES = Array.from({ length: 12 }, () => '1').join(',');
const ZEROS = ONES.replaceAll('1', '0');

test('line 2 of an annotation, behind the header, belongs to frame 1 (trap 2)', async () => {
  const answer = await read('expr', lines(EXPR, '4', '5', '6'));
  expect(answer).toEqual({ length: 3, expression: Int8Array.of(4, 5, 6) });
});

test('an annotation without its header is refused, since every label would move by a frame (trap 2)', async () => {
  await expect(read('va', lines('0.1,0.2', '0.3,0.4'))).rejects.toMatchObject({ code: 'WRONG_HEADER', detail: 'line 1 is no header: "0.1,0.2" and not "valence,arousal"' });
});

test('an empty line between rows is refused, since every label behind it would move by a frame (trap 2)', async () => {
  await expect(read('expr', lines(EXPR, '1', '', '2'))).rejects.toThrow(/line 4, "2", comes after an empty line/);
});

test('frames marked -5 or -1 have no label and stay in the sequence (trap 3)', async () => {
  const affect = await read('va', lines(VA, '0.5,-0.25', '-5,-5', '0.1,-5', '-5,0.1', '-1,1'));
  expect(affect.length).toBe(5);
  expect([...affect.valence!]).toEqual([0.5, NaN, NaN, NaN, -1]);
  expect([...affect.arousal!]).toEqual([-0.25, NaN, NaN, NaN, 1]);
  expect(await read('expr', lines(EXPR, '0', '-1', '7'))).toEqual({ length: 3, expression: Int8Array.of(0, -1, 7) });
});

test('a row of action units that lacks one of them lacks all (trap 3)', async () => {
  const { units, length } = await read('au', lines(AU, ONES, ZEROS.replace(/0$/, '-1'), ZEROS));
  expect(length).toBe(3);
  expect([...units!]).toEqual([...Array<number>(12).fill(1), ...Array<number>(12).fill(-1), ...Array<number>(12).fill(0)]);
});

test('the first column is valence and the second arousal, and the other order is refused (trap 8)', async () => {
  await expect(read('va', lines('arousal,valence', '0.1,0.2'))).rejects.toMatchObject({
    code: 'WRONG_HEADER',
    detail: 'line 1 has the names in another order: "arousal,valence" and not "valence,arousal"',
  });
});

test.each([
  ['a byte order mark', `\uFEFF${EXPR}\n3\n-1\n`],
  ['line ends of Windows', `${EXPR}\r\n3\r\n-1\r\n`],
  ['line ends of old Macs', `${EXPR}\r3\r-1\r`],
  ['empty lines at the end', `${EXPR}\n3\n-1\n\n  \n\r\n`],
  ['no line end at the end', `${EXPR}\n3\n-1`],
  ['space around cells', `${EXPR.replaceAll(',', ', ')}\n 3\n-1 \n`],
])('%s makes no difference', async (_, content) => {
  expect(await read('expr', content)).toEqual({ length: 2, expression: Int8Array.of(3, -1) });
});

test('files of the first two editions name seven classes, of which 7 is none', async () => {
  const seven = EXPR.replace(',Other', '');
  expect(await read('expr', lines(seven, '6'))).toEqual({ length: 1, expression: Int8Array.of(6) });
  await expect(read('expr', lines(seven, '7'))).rejects.toThrow(/none of 0 to 6/);
});

test.each<[Task, string, string, string]>([
  ['expr', EXPR.replace('Neutral,Anger', 'Anger,Neutral'), '0', 'names in another order'],
  ['expr', 'expression', '0', 'another header'],
  ['va', 'Valence;Arousal', '0', 'another header'],
  ['va', EXPR, '0', 'another header'],
  ['au', AU.replace('AU26', 'AU20'), ZEROS, 'another header'],
])('a %s file whose header is "%s" is refused with the one that was expected', async (task, header, row, what) => {
  const expected = { expr: EXPR, va: VA, au: AU }[task];
  await expect(read(task, lines(header, row))).rejects.toMatchObject({ code: 'WRONG_HEADER', detail: expect.stringContaining(what), message: expect.stringContaining(`not "${expected}"`) });
});

test.each<[Task, string, string]>([
  ['va', '0.1,1.01', 'holds the arousal 1.01, which is neither in [-1, 1] nor -5'],
  ['va', '-4.9,0', 'holds the valence -4.9, which is neither in [-1, 1] nor -5'],
  ['va', 'nan,0', 'holds "nan" where a number is expected'],
  ['va', '0.1,', 'holds "" where a number is expected'],
  ['va', '0.1', 'has 1 numbers, and 2 are expected'],
  ['va', '0.1,0.2,0.3', 'has 3 numbers, and 2 are expected'],
  ['va', '0x1,0', 'holds "0x1" where a number is expected'],
  ['va', '0.1.2,0', 'holds "0.1.2" where a number is expected'],
  ['va', '-,0', 'holds "-" where a number is expected'],
  ['expr', '8', 'holds the expression 8, which is none of 0 to 7, nor -1'],
  ['expr', '1.5', 'holds the expression 1.5, which is none of 0 to 7, nor -1'],
  ['expr', '-5', 'holds the expression -5, which is none of 0 to 7, nor -1'],
  ['expr', 'Neutral', 'holds "Neutral" where a number is expected'],
  ['au', ZEROS.replace('0', '2'), 'holds 2 for AU1, which is none of 0, 1 and -1'],
  ['au', '0,1', 'has 2 numbers, and 12 are expected'],
])('in a %s file the row "%s" is refused with its line', async (task, row, what) => {
  const [header, good] = { expr: [EXPR, '0'], va: [VA, '0,0'], au: [AU, ZEROS] }[task] as [string, string];
  await expect(read(task, lines(header, good, good, row, good))).rejects.toMatchObject({ code: 'BAD_VALUE', detail: `line 4, "${row}", ${what}` });
});

test.each([
  ['', 'is empty'],
  ['\n0,0\n', 'is empty'],
  [`${VA}\n\n`, 'has a header and no rows'],
  [Buffer.from(`\uFEFF${VA}\n0,0\n`, 'utf16le'), 'is not UTF-8 text'],
  [Buffer.concat([Buffer.from(`${VA}\n0,0\n`), Buffer.from([0xff])]), 'is not UTF-8 text'],
])('a file that cannot be read as a table is refused: %j', async (content, what) => {
  await expect(read('va', content)).rejects.toMatchObject({ code: 'NOT_A_TABLE', detail: expect.stringContaining(what) });
});

test('a file that is not there is refused by name', async () => {
  await expect(readAnnotation('/nowhere/1.txt', 'va')).rejects.toMatchObject({ code: 'NOT_FOUND', path: '/nowhere/1.txt' });
});

test('decimals are read to the last bit as JavaScript reads them', () => {
  let state = 7;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  const texts = Array.from({ length: 5000 }, () => (next() * 2 - 1).toString()).concat(Array.from({ length: 2000 }, () => (next() - 0.5).toFixed(Math.floor(next() * 20))));
  for (const text of [...texts, '1e-3', '+.5', '5.', '-0', '-1E2', '0.1234567890123456789']) {
    const bytes = Buffer.from(`,${text} ,`);
    expect(parseDecimal(bytes, 1, bytes.length - 1)).toBe(Number(text));
  }
});

test.each(['', ' ', '.', '-', '1-2', 'inf', 'NaN', '1,2', '0x10', '1_000', '--1'])('"%s" is no number', (text) => {
  expect(parseDecimal(Buffer.from(text), 0, text.length)).toBeNaN();
});
