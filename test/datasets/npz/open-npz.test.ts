import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { decodeAnyNpy, openNpz } from '../../../datasets/npz/open-npz.ts';
import { readZip, type ZipLimits } from '../../../datasets/npz/read-zip.ts';
import golden from './golden/npz.json' with { type: 'json' };
import { toPlain } from './to-plain.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-npz-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

function fileOf(base64: string): string {
  const path = join(root, `${++count}.npz`);
  writeFileSync(path, Buffer.from(base64, 'base64'));
  return path;
}

async function messageOf(run: () => Promise<unknown>): Promise<string> {
  return run().then(
    () => 'read',
    (error: unknown) => (error instanceof DatasetError ? `${error.code} ${error.message}` : Promise.reject(error as Error)),
  );
}

/** Takes every file out of an archive. */
async function unpack(base64: string, limits: ZipLimits = {}): Promise<number[]> {
  const sizes: number[] = [];
  for (const file of (await readZip(fileOf(base64), limits)).values()) sizes.push((await file.read()).length);
  return sizes;
}

test.each(golden.archives)('an archive that numpy saved is read: $name', async ({ bytes, arrays }) => {
  const npz = await openNpz(fileOf(bytes));
  expect(npz.names).toEqual(Object.keys(arrays));
  for (const [name, expected] of Object.entries(arrays)) expect(toPlain((await npz.read(name)).values[0]!)).toEqual(expected);
});

test.each(['bytes', 'stored'] as const)('text, numbers and single numbers are read, compressed or not: %s', async (kind) => {
  const npz = await openNpz(fileOf(golden.arrays[kind]));
  for (const [name, expected] of Object.entries(golden.arrays.values)) expect(toPlain(await npz.read(name))).toEqual(expected);
});

test('an array that is not there is refused with the names of those that are', async () => {
  const npz = await openNpz(fileOf(golden.archives[0]!.bytes));
  expect(await messageOf(() => npz.read('val_corpus'))).toMatch(/^NOT_FOUND .*no array "val_corpus"; it has train_corpus, test1_corpus\./);
});

test('objects that were saved without an archive are read too', () => {
  expect(toPlain(decodeAnyNpy(Buffer.from(golden['objects saved alone'], 'base64'), 'x.npy').values[0]!)).toEqual({ dict: [['a', 1]] });
});

test.each([
  ['is damaged', golden.damaged, {}, /^BAD_ARCHIVE .*"train_corpus.npy", which is damaged/],
  ['is cut', golden.cut, {}, /^BAD_ARCHIVE .*is no zip archive, or is cut/],
  ['is something else', Buffer.from('name,discrete\n').toString('base64'), {}, /^BAD_ARCHIVE .*is no zip archive/],
  ['is empty', '', {}, /^BAD_ARCHIVE .*is no zip archive/],
  ['leads out of its folder', golden.outside, {}, /^BAD_NAME .*"\.\.\/a\.npy", which leads out of its folder/],
  ['has an absolute name', golden.absolute, {}, /^BAD_NAME .*"\/etc\/a\.npy"/],
  ['names a drive', golden.drive, {}, /^BAD_NAME .*"c:a\.npy"/],
  ['has a name twice', golden.twice, {}, /^BAD_ARCHIVE .*"a\.npy" twice/],
  ['has too many files', golden.many, { members: 4 }, /^BAD_ARCHIVE .*more than 4 files/],
  ['is too big', golden.zeros, { archiveBytes: 20 }, /^BAD_ARCHIVE .*bytes, and 20 are allowed/],
  ['holds too big a file', golden.zeros, { memberBytes: 4999 }, /^BAD_ARCHIVE .*more than 4999 bytes/],
  ['says that a file is smaller than it is', golden.lying, { memberBytes: 4999 }, /^BAD_ARCHIVE .*(?:more than 4999 bytes|damaged)/],
] as const)('an archive that %s is refused', async (_, bytes, limits, message) => {
  expect(await messageOf(() => unpack(bytes, limits))).toMatch(message);
});

test('elements that take no bytes are not counted on, and single empty text is read', async () => {
  expect(await messageOf(async () => Promise.resolve(decodeAnyNpy(Buffer.from(golden['elements without bytes'], 'base64'), 'x.npy')))).toMatch(/^BAD_ARCHIVE .*shape \(1000000000000\) and type U0, and 1 element is the most/);
  expect((await (await openNpz(fileOf(golden['empty scalar']))).read('a')).values).toEqual(['']);
});

test('an archive within the limits is taken out whole', async () => {
  expect(await unpack(golden.zeros, { memberBytes: 5000 })).toEqual([5000]);
});

test('one changed byte in an archive that is not compressed is found by its checksum', async () => {
  const bytes = Buffer.from(golden.arrays.stored, 'base64');
  bytes[bytes.indexOf('sample'.split('').map((letter) => `${letter}\0\0\0`).join(''))]! ^= 1;
  const npz = await openNpz(fileOf(bytes.toString('base64')));
  expect(await messageOf(() => npz.read('filenames'))).toMatch(/^BAD_ARCHIVE .*"filenames\.npy", which is damaged/);
  expect(await messageOf(() => npz.read('count'))).toBe('read');
});

test('an archive without arrays and a file that is not there are told as that', async () => {
  expect(await messageOf(() => openNpz(fileOf(golden['no arrays'])))).toMatch(/^NOT_NPY .*without arrays/);
  expect(await messageOf(() => openNpz(join(root, 'none.npz')))).toMatch(/^NOT_FOUND .*does not exist/);
});
