import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testCard } from '../../test-card.ts';
import type { FakeOptions } from '../../../../pipeline/corpora/fake/fake-options.ts';
import { makeFake } from '../../../../pipeline/corpora/fake/make-fake.ts';

async function folder(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'make-fake-')), 'corpus');
}

async function hashes(root: string): Promise<Record<string, string>> {
  const files = globSync('**/*', { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  const entries = await Promise.all(files.map(async ({ parentPath, name }) => [join(parentPath, name).slice(root.length), createHash('sha256').update(await readFile(join(parentPath, name))).digest('hex')] as const));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function made(options: FakeOptions, kind = 'aff-wild2'): Promise<Record<string, string>> {
  const root = await folder();
  await makeFake(kind, root, options);
  return hashes(root);
}

test('the same seed gives the same labels, pictures and videos, and another seed gives others', async () => {
  const options = { clips: 4, seconds: 1, seed: 5 } as const;
  const [one, again, other] = [await made(options), await made(options), await made({ ...options, seed: 6, media: 'none' })];
  expect(Object.keys(one).some((path) => path.endsWith('.avi'))).toBe(true);
  expect(again).toEqual(one);
  expect(other['/CVPR_6th_ABAW_VA_test_set_example.txt']).not.toBe(one['/CVPR_6th_ABAW_VA_test_set_example.txt']);
}, 60_000);

test('what is stopped leaves no half file, and goes on to the same corpus with force', async () => {
  const options = { clips: 6, seconds: 1, seed: 1 } as const;
  const root = await folder();
  const stop = new AbortController();
  const run = makeFake('mer2023', root, { ...options, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(run).rejects.toThrow(/abort/i);
  const left = await hashes(root);
  expect(Object.keys(left).filter((path) => path.includes('.part'))).toEqual([]);
  expect(Object.keys(left)).not.toContain('/train-label.csv');
  await makeFake('mer2023', root, { ...options, force: true });
  expect(await hashes(root)).toEqual(await made(options, 'mer2023'));
}, 60_000);

test('with force a fake corpus of other options is replaced, and what else lies there is kept', async () => {
  const root = await folder();
  await makeFake('aff-wild2', root, { clips: 3, media: 'none' });
  await writeFile(join(root, 'notes.md'), 'mine');
  await makeFake('folder', root, { clips: 2, media: 'none', force: true });
  expect((await readdir(root)).sort()).toEqual(['labels.csv', 'notes.md', 'organisers']);
});

test('a folder that is not empty is refused by what it holds, with force too where it is not ours', async () => {
  const root = await folder();
  await mkdir(root);
  await writeFile(join(root, 'thesis.tex'), '');
  await expect(makeFake('folder', root, { media: 'none' })).rejects.toThrow(/is not empty, it holds "thesis\.tex"\. Name a new folder/);
  await expect(makeFake('folder', root, { media: 'none', force: true })).rejects.toThrow(/thesis\.tex/);
});

test.each([
  [{ clips: 0 }, /clips: must be a whole number from 1/],
  [{ seed: -1 }, /seed: must be/],
  [{ seconds: 0.1 }, /seconds: must lie between 1 and 3600/],
  [{ edition: 9 }, /edition: must be a whole number from 3 to 8/],
  [{ testLabels: 'placeholders' }, /those of aff-wild2 are never "placeholders"/],
] as const)('%o is refused before a folder is made', async (options, message) => {
  const root = await folder();
  await expect(makeFake('aff-wild2', root, options)).rejects.toThrow(message);
  await expect(readdir(root)).rejects.toThrow(/ENOENT/);
});

test('an unknown kind is refused with the known ones, and more clips than names are refused', async () => {
  await expect(makeFake('iemocapp', await folder())).rejects.toThrow(/no kind of corpus that can be drawn; there are aff-wild2, ch-sims, cmu-mosei/);
  await expect(makeFake('ravdess', await folder(), { clips: 900, media: 'none' })).rejects.toThrow(/file names of ravdess tell only about \d+ apart/);
});

test('it says that it is fake, by which command it was made, and which clip has which quirk', async () => {
  const root = await folder();
  const { quirks } = await makeFake('aff-wild2', root, { clips: 5, seed: 8, media: 'none' });
  const text = await readFile(join(root, 'organisers/README.txt'), 'utf8');
  expect(text).toMatch(/^This corpus is fake\./);
  expect(text).toContain('affekt dataset fake aff-wild2 DIR --clips 5 --seed 8 --edition 6 --no-media --no-crops');
  const { where, what } = quirks.find(({ quirk }) => quirk === 'gap-in-crops')!;
  expect(text).toMatch(new RegExp(`gap-in-crops +${where}\\n +${what}`));
});

test('pictures and sound of recordings stand in for drawn ones, repeated where they are short', async () => {
  const root = await folder();
  await makeFake('folder', root, { clips: 2, seconds: 2, from: [testCard({ seconds: 1 })] });
  const drawn = await made({ clips: 2, seconds: 2 }, 'folder');
  const taken = await hashes(root);
  expect(taken['/labels.csv']).toBe(drawn['/labels.csv']);
  expect(taken['/session1/clip-001.mp4']).not.toBe(drawn['/session1/clip-001.mp4']);
}, 60_000);

test('a recording that cannot be read is refused before a folder is made', async () => {
  const [root, text] = [await folder(), `${await folder()}.mp4`];
  await writeFile(text, 'no video');
  await expect(makeFake('folder', root, { clips: 1, from: [text] })).rejects.toThrow(/no picture can be read from it .+ Name a video\./);
  await expect(readdir(root)).rejects.toThrow(/ENOENT/);
});
