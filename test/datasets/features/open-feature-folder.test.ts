import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { openFeatureFolder } from '../../../datasets/features/open-feature-folder.ts';
import { toFeatureTensors } from '../../../datasets/features/to-feature-tensors.ts';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-features-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const f4 = (shape: readonly number[], values: readonly number[]) => encodeNpy({ shape, data: Float32Array.from(values) });
const row = (...values: readonly number[]) => f4([values.length], values);

/** Makes a feature folder with these files and returns its path. */
function folderOf(name: string, files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = join(mkdtempSync(join(root, 'f-')), name);
  mkdirSync(folder);
  for (const [file, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  return folder;
}

const stored = (times: readonly number[], values: readonly number[]) =>
  encodeSafetensors({ ...toFeatureTensors({ times: Float64Array.from(times), values: Float32Array.from(values), dimensions: values.length / times.length }) });

test.each([
  ['hubert-large-UTT', 'hubert-large', 'utterance'],
  ['hubert-large_UTT', 'hubert-large', 'utterance'],
  ['clip-vit-large-patch14-FRA', 'clip-vit-large-patch14', 'frame'],
  ['MANet_FRA', 'MANet', 'frame'],
])('the folder %s holds what %s says at %s level', async (folder, name, level) => {
  expect(await openFeatureFolder(folderOf(folder, { 'a.npy': row(1, 2) }), { hop: 0.02 })).toMatchObject({ name, level, dimensions: 2 });
});

test('a folder whose name does not say its level is asked for it', async () => {
  const path = folderOf('features', { 'a.npy': row(1) });
  await expect(openFeatureFolder(path)).rejects.toMatchObject({ code: 'NO_LEVEL', path });
  expect(await openFeatureFolder(path, { level: 'utterance' })).toMatchObject({ name: 'features', level: 'utterance' });
});

test('clips are named in order, without hidden files and other kinds of files', async () => {
  const path = folderOf('m-UTT', { 'b.npy': row(1), 'a.b.npy': row(1), 'B.npy': row(2), '._b.npy': 'x', 'readme.md': 'x', 'c/1.npy': row(3) });
  expect((await openFeatureFolder(path)).clips()).toEqual(['B', 'a.b', 'b', 'c']);
});

test.each([
  ['[D]', [3]],
  ['[1, D]', [1, 3]],
  ['[D, 1]', [3, 1]],
  ['[1, 1, D]', [1, 1, 3]],
])('an utterance of shape %s is one vector at time 0', async (_, shape) => {
  const folder = await openFeatureFolder(folderOf('m-UTT', { 'a.npy': f4(shape, [1, 2, 3]) }));
  expect(await folder.read('a')).toEqual({ times: Float64Array.of(0), values: Float32Array.of(1, 2, 3), dimensions: 3, zeroRows: 0 });
});

test('the rows of an utterance are averaged, as MERTools does', async () => {
  const folder = await openFeatureFolder(folderOf('m-UTT', { 'a.npy': f4([3, 2], [1, 10, 2, 20, 6, 60]) }));
  expect([...(await folder.read('a'))!.values]).toEqual([3, 30]);
});

test.each([
  ['[T, D]', [2, 3], 2],
  ['[D], one frame', [6], 1],
  ['[T, 1, D]', [2, 1, 3], 2],
  ['[T, 1]', [6, 1], 6],
])('frames of shape %s are rows, a hop apart', async (_, shape, rows) => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a.npy': f4(shape, [1, 2, 3, 4, 5, 6]) }), { hop: 0.5, offset: 0.25 });
  const sequence = (await folder.read('a'))!;
  expect([...sequence.values]).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...sequence.times]).toEqual(Array.from({ length: rows }, (__, index) => 0.25 + 0.5 * index));
  expect(sequence.dimensions).toBe(6 / rows);
});

test('double, half and whole numbers become floats', async () => {
  const path = folderOf('m-UTT', { 'a.npy': encodeNpy({ shape: [2], data: Float64Array.of(0.1, -3) }), 'b.npy': encodeNpy({ shape: [2], data: BigInt64Array.of(7n, -9n) }) });
  const folder = await openFeatureFolder(path);
  expect([(await folder.read('a'))!.values, (await folder.read('b'))!.values]).toEqual([Float32Array.of(0.1, -3), Float32Array.of(7, -9)]);
});

test('a folder with a file for each frame is read in the order of the numbers', async () => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a/f_10.npy': row(3, 3), 'a/f_2.npy': row(2, 2), 'a/f_1.npy': f4([1, 2], [1, 1]) }), { hop: 0.1 });
  expect(await folder.read('a')).toMatchObject({ values: Float32Array.of(1, 1, 2, 2, 3, 3), times: Float64Array.of(0, 0.1, 0.2) });
});

test('gaps in the numbers of frames are gaps in time when the first number is known', async () => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a/00002.npy': row(1), 'a/00003.npy': row(2), 'a/00007.npy': row(3) }), { hop: 0.5, firstNumber: 1 });
  expect([...(await folder.read('a'))!.times]).toEqual([0.5, 1, 3]);
});

test('a frame of another length is told by its file', async () => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a.npy': row(1, 2), 'b/1.npy': row(1, 2), 'b/2.npy': row(1, 2, 3) }), { hop: 1 });
  await expect(folder.read('b')).rejects.toThrow(/b.2\.npy: has 3 dimensions, and 1\.npy beside it has 2\. Extract both/);
});

test('timing.json says how far rows are apart, and the caller knows better', async () => {
  const path = folderOf('m-FRA', { 'a.npy': f4([2, 1], [1, 2]), 'timing.json': '{"hop": 0.02, "offset": 0.0125}' });
  expect([...(await (await openFeatureFolder(path)).read('a'))!.times]).toEqual([0.0125, 0.0325]);
  expect([...(await (await openFeatureFolder(path, { hop: 2 })).read('a'))!.times]).toEqual([0, 2]);
});

test.each(['{"hop": 0}', '{"hop": "0.02"}', '{}', 'null', 'hop: 1'])('a timing.json that says %s is refused', async (text) => {
  const path = folderOf('m-FRA', { 'a.npy': row(1), 'timing.json': text });
  await expect(openFeatureFolder(path)).rejects.toMatchObject({ code: 'BAD_TIMES', path: join(path, 'timing.json') });
});

test('frames without times are refused before anything is read', async () => {
  const path = folderOf('m-FRA', { 'a.npy': row(1) });
  await expect(openFeatureFolder(path)).rejects.toMatchObject({ code: 'NO_TIMES', path: join(path, 'a.npy') });
  await expect(openFeatureFolder(path, { hop: 0 })).rejects.toThrow(RangeError);
});

test('what affekt stores keeps its real times', async () => {
  const path = folderOf('m-FRA', { 'a.safetensors': stored([0, 0.033, 0.1], [1, 2, 3, 4, 5, 6]) });
  const folder = await openFeatureFolder(path, { readTensors: readSafetensors });
  expect(await folder.read('a')).toEqual({ times: Float64Array.of(0, 0.033, 0.1), values: Float32Array.of(1, 2, 3, 4, 5, 6), dimensions: 2, zeroRows: 0 });
});

test.each([
  ['fall back', [0, 0.2, 0.1], /BAD_TIMES .*0\.1 s at row 2 after 0\.2 s/],
  ['stand still', [0, 0.1, 0.1], /BAD_TIMES .*0\.1 s at row 2/],
  ['are no numbers', [0, NaN, 1], /BAD_TIMES .*NaN s at row 1/],
])('stored times that %s are refused', async (_, times, message) => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a.safetensors': stored(times, [1, 2, 3]) }), { readTensors: readSafetensors });
  await expect(folder.read('a').catch((error: unknown) => Promise.reject(new Error(`${(error as { code: string }).code} ${String(error)}`)))).rejects.toThrow(message);
});

test('stored tensors of another name or number are refused', async () => {
  const data = Float32Array.of(1, 2);
  const other = encodeSafetensors({ embedding: { dtype: 'F32', shape: [2], data } });
  const uneven = encodeSafetensors({ values: { dtype: 'F32', shape: [2, 1], data }, times: { dtype: 'F64', shape: [1], data: Float64Array.of(0) } });
  await expect(openFeatureFolder(folderOf('m-FRA', { 'a.safetensors': other }), { readTensors: readSafetensors })).rejects.toThrow('has no tensor "values", only embedding');
  await expect(openFeatureFolder(folderOf('m-FRA', { 'a.safetensors': uneven }), { readTensors: readSafetensors })).rejects.toThrow('has 1 times for 2 rows');
});

test('a stored file without a reader for it is a mistake of the caller', async () => {
  await expect(openFeatureFolder(folderOf('m-FRA', { 'a.safetensors': stored([0], [1]) }))).rejects.toThrow(TypeError);
});

test('a clip without a file, and one without a row, is absent', async () => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'a.npy': f4([0], []), 'b.npy': f4([0, 2], []), 'c.npy': row(1, 2), 'd/x.txt': 'no frames' }), { hop: 1 });
  expect(folder.clips()).toEqual(['a', 'b', 'c', 'd']);
  expect(await Promise.all(['a', 'b', 'd', 'e', '../m-FRA/c'].map((clip) => folder.read(clip)))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(folder.dimensions).toBe(2);
});

test('rows of zeros are counted, or absent when asked for', async () => {
  const path = folderOf('m-FRA', { 'a.npy': f4([4, 2], [0, 0, 1, 2, 0, 0, 0, 3]), 'b.npy': f4([2, 2], [0, 0, 0, 0]) });
  const kept = await openFeatureFolder(path, { hop: 1 });
  expect([(await kept.read('a'))!.zeroRows, (await kept.read('b'))!.zeroRows]).toEqual([2, 2]);
  const left = await openFeatureFolder(path, { hop: 1, zeros: 'absent' });
  expect(await left.read('a')).toEqual({ times: Float64Array.of(1, 3), values: Float32Array.of(1, 2, 0, 3), dimensions: 2, zeroRows: 0 });
  expect(await left.read('b')).toBeUndefined();
});

test('an utterance of zeros is counted, or absent; rows of zeros leave the mean when absent (trap 31)', async () => {
  const path = folderOf('m-UTT', { 'a.npy': row(0, 0), 'b.npy': f4([2, 2], [0, 0, 4, 6]) });
  const kept = await openFeatureFolder(path);
  expect([await kept.read('a'), await kept.read('b')]).toMatchObject([{ zeroRows: 1 }, { zeroRows: 0, values: Float32Array.of(2, 3) }]);
  const left = await openFeatureFolder(path, { zeros: 'absent' });
  expect(await left.read('a')).toBeUndefined();
  expect([...(await left.read('b'))!.values]).toEqual([4, 6]);
});

test.each([NaN, Infinity, -Infinity])('%d among the values is told by file, row and column', async (value) => {
  const folder = await openFeatureFolder(folderOf('m-FRA', { 'clip 7.npy': f4([2, 3], [1, 2, 3, 4, value, 6]) }), { hop: 1 });
  await expect(folder.read('clip 7')).rejects.toMatchObject({ code: 'NOT_FINITE', message: expect.stringMatching(new RegExp(`clip 7\\.npy: is ${value} at row 1, column 1`)) as string });
});

test('a double too large for a float is not taken for a number', async () => {
  const folder = await openFeatureFolder(folderOf('m-UTT', { 'a.npy': encodeNpy({ shape: [1], data: Float64Array.of(1e300) }) }));
  await expect(folder.read('a')).rejects.toMatchObject({ code: 'NOT_FINITE' });
});

test('clips of different dimensions are both named', async () => {
  const folder = await openFeatureFolder(folderOf('m-UTT', { 'a.npy': row(1, 2), 'b.npy': row(1, 2, 3) }));
  await expect(folder.read('b')).rejects.toThrow(/b\.npy: the clip "b" has 3 dimensions, and "a" has 2\. Extract both with the same model/);
});

test.each([
  ['two files', { 'a.npy': row(1), 'a.safetensors': stored([0], [1]) }, 'AMBIGUOUS'],
  ['no files', { 'a.txt': 'x' }, 'EMPTY_FOLDER'],
  ['no vectors', { 'a.npy': f4([0], []) }, 'EMPTY_FOLDER'],
  ['three long axes', { 'a.npy': f4([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]) }, 'WRONG_SHAPE'],
])('a folder is refused that holds %s for a clip', async (_, files, code) => {
  await expect(openFeatureFolder(folderOf('m-UTT', files), { readTensors: readSafetensors })).rejects.toMatchObject({ code });
});

test('a folder that is not there is told by its path', async () => {
  await expect(openFeatureFolder('/no/such-UTT')).rejects.toThrow('/no/such-UTT: does not exist. Check the path.');
});

test('a file in place of a feature folder is told of as such', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-features-')), 'audio-UTT');
  writeFileSync(path, '');
  await expect(openFeatureFolder(path)).rejects.toThrow(`${path}: is a file, or lies in one, and not a folder. Check the path.`);
});

test.skipIf(process.platform === 'win32')('a pipe among the files is passed over, since it would never end (skipped on Windows, which has none)', async () => {
  const path = folderOf('a-UTT', { 'a.npy': row(1, 2) });
  execFileSync('mkfifo', [join(path, 'b.npy')]);
  expect((await openFeatureFolder(path)).clips()).toEqual(['a']);
});
