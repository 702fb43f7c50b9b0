import { mkdtemp, readFile, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readZip } from '../../../datasets/npz/read-zip.ts';
import { toZip } from '../../../datasets/submissions/archive/to-zip.ts';
import { runCommand } from '../run-command.ts';

const folder = await mkdtemp(join(tmpdir(), 'submit-'));
let count = 0;
async function write(content: string | Uint8Array, name = 'file.txt'): Promise<string> {
  const path = join(folder, String(count++), name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

const VA = 'image_location,valence,arousal\n';
const EXPR = 'image_location,Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other\n';
/** Two people of one video, the list not in the order of names and one row longer than what is predicted. */
const KEYS = ['b_right/00001.jpg', 'b_right/00002.jpg', 'b_right/00003.jpg', 'b_left/00001.jpg', 'b_left/00002.jpg', 'b_left/00003.jpg', 'b_left/00004.jpg'];
const sampleVa = await write(`${VA}${KEYS.map((key) => `${key},0,0\n`).join('')}`, 'CVPR_6th_ABAW_VA_test_set_example.txt');
const sampleExpr = await write(`${EXPR}${KEYS.map((key) => `${key},0\n`).join('')}`, 'CVPR_6th_ABAW_Expr_test_set_example.txt');
const sampleMer = await write('name\nc2\nc1\n', 'test1.csv');

const submit = (...args: readonly string[]) => runCommand(['submit', ...args]);
const check = async (protocol: string, sample: string, file: string, ...more: readonly string[]) => submit('check', file, '-p', protocol, '--sample', sample, ...more);

test('valence and arousal are written with the rows of the list in its order, gaps filled, six decimals, within the range (trap 5)', async () => {
  const predictions = await write('clip,frame,valence,arousal\nb_left,1,0.5,-2\nb_left,3,1.5,0\nb_right,1,0.25,0.1\nb_right,2,0.25,0.1\nunasked,1,0,0\n', 'p.csv');
  const out = join(folder, 'va.txt');
  const end = await submit('write', '-p', 'abaw6-va', '--predictions', predictions, '--sample', sampleVa, '-o', out);
  expect(end).toMatchObject({ code: 0 });
  expect(await readFile(out, 'utf8')).toBe(
    `${VA}b_right/00001.jpg,0.250000,0.100000\nb_right/00002.jpg,0.250000,0.100000\nb_right/00003.jpg,0.250000,0.100000\n` +
      'b_left/00001.jpg,0.500000,-1.000000\nb_left/00002.jpg,0.750000,-0.500000\nb_left/00003.jpg,1.000000,0.000000\nb_left/00004.jpg,1.000000,0.000000\n',
  );
  expect(end.out).toMatch(/7 rows of 2 clips, 3 filled from their neighbours/);
  expect(end.out).toMatch(/predicted and not asked for: unasked/);
  expect(end.out).toMatch(/ready\.\n$/);
});

test('smoothing stays within one person of a video (trap 13)', async () => {
  const predictions = await write(`clip,frame,valence,arousal\n${[1, 2, 3].map((frame) => `b_right,${frame},1,1\n`).join('')}${[1, 2, 3, 4].map((frame) => `b_left,${frame},-1,-1\n`).join('')}`, 'p.csv');
  const out = join(folder, 'smooth.txt');
  await submit('write', '-p', 'abaw6-va', '--predictions', predictions, '--sample', sampleVa, '-o', out, '--smooth', '50');
  expect((await readFile(out, 'utf8')).trimEnd().split('\n').slice(1).map((line) => line.split(',')[1])).toEqual(['1.000000', '1.000000', '1.000000', '-1.000000', '-1.000000', '-1.000000', '-1.000000']);
});

test('an expression is one whole number under eight names (trap 6)', async () => {
  const predictions = await write('clip,frame,expression\nb_left,1,happiness\nb_left,4,other\nb_right,1,neutral\n', 'p.csv');
  const out = join(folder, 'expr.txt');
  expect(await submit('write', '-p', 'abaw6-expr', '--predictions', predictions, '--sample', sampleExpr, '-o', out)).toMatchObject({ code: 0 });
  expect(await readFile(out, 'utf8')).toBe(`${EXPR}${['0', '0', '0', '4', '4', '7', '7'].map((code, row) => `${KEYS[row]!},${code}\n`).join('')}`);
});

test('the third edition takes a file for each video, packed, with the header of the annotations (trap 6)', async () => {
  const predictions = await write('clip,frame,valence,arousal\nb_left,1,0.5,0.5\nb_right,1,-0.5,0\n', 'p.csv');
  const out = join(folder, 'va.zip');
  expect(await submit('write', '-p', 'abaw3-va', '--predictions', predictions, '--sample', sampleVa, '-o', out)).toMatchObject({ code: 0 });
  const files = await readZip(out);
  expect([...files.keys()]).toEqual(['b_right.txt', 'b_left.txt']);
  expect(new TextDecoder().decode(await files.get('b_right.txt')!.read())).toBe('valence,arousal\n-0.500000,0.000000\n-0.500000,0.000000\n-0.500000,0.000000\n');
  expect(await check('abaw3-va', sampleVa, out)).toMatchObject({ code: 0 });
  const short = await write(await toZip([{ name: 'b_right.txt', content: 'valence,arousal\n0,0\n0,0\n' }, { name: 'other.txt', content: 'x' }]), 'short.zip');
  const end = await check('abaw3-va', sampleVa, short);
  expect(end.code).toBe(2);
  expect(end.out).toMatch(/one-row-short.*b_right\.txt: has 2 rows, and the list has 3/);
  expect(end.out).toMatch(/"b_left\.txt" is missing/);
  expect(end.out).toMatch(/holds "other\.txt", which is no file of a video/);
});

test('MER takes adjectives and every clip of the list, and nothing else (trap 26)', async () => {
  const predictions = await write('name,discrete,valence\nc1,sadness,-2\nc2,worried,7\nc3,happy,0\n', 'p.csv');
  const out = join(folder, 'mer.csv');
  const end = await submit('write', '-p', 'mer2023-multi', '--predictions', predictions, '--sample', sampleMer, '-o', out);
  expect(await readFile(out, 'utf8')).toBe('name,discrete,valence\nc2,worried,5.000000\nc1,sad,-2.000000\n');
  expect(end.out).toMatch(/warning \[row-count\].*lists 2 clips, and the organisers state 411/);
});

test('a clip without any prediction is refused by name, or answered as the user says', async () => {
  const predictions = await write('clip,frame,valence,arousal\nb_left,1,0.5,0.5\n', 'p.csv');
  const args = ['write', '-p', 'abaw6-va', '--predictions', predictions, '--sample', sampleVa, '-o', join(folder, 'fill.txt')];
  const refused = await submit(...args);
  expect(refused.code).toBe(2);
  expect(refused.messages).toMatch(/"b_right"/);
  const end = await submit(...args, '--fill-missing', '0.1,-0.1');
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).toMatch(/without any prediction, answered by --fill-missing: b_right/);
  expect(await readFile(join(folder, 'fill.txt'), 'utf8')).toContain('b_right/00001.jpg,0.100000,-0.100000\n');
});

const rows = (cells: string) => KEYS.map((key) => `${key},${cells}\n`).join('');
const keysOf = (keys: readonly string[]) => keys.map((key) => `${key},0,0\n`).join('');

test.each([
  ['another header', 'image_location,arousal,valence\n' + rows('0,0'), /wrong-header\] .*:1: the header has the columns in another order/],
  ['no header', rows('0,0'), /no-header\] .*:1: the first line is a row/],
  ['a byte order mark', `\uFEFF${VA}${rows('0,0')}`, /byte-order-mark/],
  ['semicolons', VA.replaceAll(',', ';') + rows('0;0'), /wrong-delimiter/],
  ['shuffled rows', VA + keysOf(KEYS.toReversed()), /shuffled\] .*:2: the row "b_left\/00004\.jpg" stands here, where the sample has "b_right\/00001\.jpg"/],
  ['a missing row', VA + keysOf(KEYS.toSpliced(4, 1)), /missing-rows.*1 row is missing of "b_left", the first is "b_left\/00002\.jpg"/],
  ['one row short', VA + keysOf(KEYS.slice(0, -1)), /one-row-short.*the last row is missing in "b_left"/],
  ['one row long', VA + keysOf([...KEYS, 'b_left/00005.jpg']), /one-row-long.*"b_left\/00005\.jpg"/],
  ['frames from 0', VA + keysOf(['b_right/00000.jpg', ...KEYS.slice(0, 2), ...KEYS.slice(3)]), /frames-from-zero/],
  ['a row twice', VA + keysOf([KEYS[0]!, ...KEYS]), /duplicate-rows.*:3/],
  ['a row of another video', VA + keysOf([...KEYS, 'x/00001.jpg']), /extra-rows.*:9.*"x\/00001\.jpg" is of "x", which the sample does not have/],
  ['a name that leads out', VA + keysOf([...KEYS, '../etc/00001.jpg']), /extra-rows.*"\.\.\/etc\/00001\.jpg"/],
  ['a value out of range', VA + rows('1.5,0'), /out-of-range.*:2/],
  ['NaN', VA + rows('nan,0'), /not-a-number.*:2/],
  ['the code for no label', VA + rows('-5,0'), /placeholder.*:2/],
  ['decimal commas', VA + rows('0,5,0,25'), /decimal-comma.*:2/],
  ['too few cells', VA + rows('0'), /wrong-cells.*:2/],
  ['an empty line', VA + keysOf(KEYS.slice(0, 3)) + '\n' + keysOf(KEYS.slice(3)), /blank-line.*:5/],
])('%s is refused with the line and what to do (trap 1) (trap 5)', async (_name, content, message) => {
  const end = await check('abaw6-va', sampleVa, await write(content));
  expect(end.code).toBe(2);
  expect(end.out).toMatch(message);
  expect(end.out).toMatch(/→ .+/);
  expect(end.out).toMatch(/not ready/);
});

test.each([
  ['one-hot rows', rows('0,0,0,0,1,0,0,0'), /one-hot.*:2.*\n.*Write the one code 4 under all 8 names/],
  ['probabilities', rows('0.1,0.2,0,0,0.7,0,0,0'), /probabilities.*:2/],
  ['words', rows('Happiness'), /:2.*\n.*4/],
  ['a code that is none', rows('8'), /:2/],
])('expressions as %s are refused (trap 6)', async (_name, content, message) => {
  const end = await check('abaw6-expr', sampleExpr, await write(EXPR + content));
  expect(end.code).toBe(2);
  expect(end.out).toMatch(message);
});

test.each([
  ['a noun where the adjective is wanted (trap 24)', 'name,discrete,valence\nc2,sadness,0\nc1,happy,0\n', /class-spelling.*:2.*\n.*Write it exactly as sad/],
  ['a code', 'name,discrete,valence\nc2,3,0\nc1,happy,0\n', /class-code.*\n.*Write sad/],
  ['a clip that is missing (trap 26)', 'name,discrete,valence\nc2,sad,0\n', /missing-rows.*1 of the 2 clips .* are missing: "c1"/],
  ['a clip too many (trap 26)', 'name,discrete,valence\nc2,sad,0\nc1,sad,0\nc9,sad,0\n', /extra-rows.*:4.*"c9" is not in/],
  ['the valence of a placeholder (trap 25)', 'name,discrete,valence\nc2,sad,-10\nc1,sad,1\n', /:2/],
])('of MER, %s is refused', async (_name, content, message) => {
  const end = await check('mer2023-multi', sampleMer, await write(content, 'a.csv'));
  expect(end.code).toBe(2);
  expect(end.out).toMatch(message);
});

test('archives are looked into: cut ones, other names, folders, names that lead out', async () => {
  const table = 'name,discrete\nc2,sad\nc1,happy\n';
  const good = await toZip([{ name: 'submission.csv', content: table }]);
  const said = async (bytes: Uint8Array) => (await check('mer2025-semi', sampleMer, await write(bytes, 'submission.zip'))).out;
  expect(await said(good)).toMatch(/ready/);
  expect(await said(good.slice(0, -30))).toMatch(/bad-archive.*is no zip archive, or is cut/);
  expect(await said(await toZip([{ name: 'x/submission.csv', content: table }]))).toMatch(/file-name.*the table lies in a folder/);
  expect(await said(await toZip([{ name: 'submission.csv', content: table }, { name: '.DS_Store', content: '' }]))).toMatch(/extra-files.*"\.DS_Store"/);
  expect(await said(await toZip([{ name: '../submission.csv', content: table }]))).toMatch(/hostile-name.*"\.\.\/submission\.csv"/);
  expect((await check('mer2025-semi', sampleMer, await write(table, 'submission.csv'))).out).toMatch(/not-packed/);
});

test('constant answers are warned of, which --strict takes for errors, and --json says all for programs', async () => {
  const file = await write(VA + rows('0,0'));
  expect((await check('abaw6-va', sampleVa, file)).out).toMatch(/warning \[constant\].*valence is 0 in every row/);
  expect((await check('abaw6-va', sampleVa, file)).code).toBe(0);
  expect((await check('abaw6-va', sampleVa, file, '--strict')).code).toBe(2);
  expect(JSON.parse((await check('abaw6-va', sampleVa, file, '--json')).out)).toMatchObject({ ready: true, errors: 0, warnings: 2, answers: { rows: 7 } });
});

test.each([
  ['the list of another challenge', 'mer2023-multi', sampleVa, /line 1 is no name/],
  ['a list that is not there', 'abaw6-va', 'nowhere.txt', /nowhere\.txt: does not exist/],
  ['a challenge that is not known', 'abaw99', sampleVa, /abaw99/],
])('%s is refused', async (_name, protocol, sample, message) => {
  const end = await check(protocol, sample, sampleVa);
  expect(end.code).toBe(2);
  expect(end.messages).toMatch(message);
});

test('the same predictions give the same bytes', async () => {
  const predictions = await write('name,discrete\nc1,sad\nc2,happy\n', 'p.csv');
  const bytes = [];
  for (const name of ['one.zip', 'two.zip']) {
    await submit('write', '-p', 'mer2025-semi', '--predictions', predictions, '--sample', sampleMer, '-o', join(folder, name));
    bytes.push(await readFile(join(folder, name)));
  }
  expect(bytes[0]).toEqual(bytes[1]);
});
