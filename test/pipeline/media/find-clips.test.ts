import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { findClips } from '../../../pipeline/media/find-clips.ts';
import { toClipNames } from '../../../pipeline/media/to-clip-names.ts';
import { openMediaFolder } from './media-folder.ts';

const { at } = openMediaFolder();

/** Makes empty files below a new folder: `findClips` reads names only. */
function makeTree(name: string, files: readonly string[]): string {
  for (const file of files) {
    mkdirSync(dirname(join(at(name), file)), { recursive: true });
    writeFileSync(join(at(name), file), '');
  }
  return at(name);
}

async function findIn(folder: string): Promise<string[]> {
  return (await findClips([folder])).map((clip) => relative(folder, clip.path));
}

test('a folder is searched to the bottom, in the order of names with numbers counted', async () => {
  const folder = makeTree('tree', ['clip10.mp4', 'clip2.mp4', 'b/song.wav', 'b/notes.txt', '.hidden/x.mp4', 'a.MOV']);
  expect(await findIn(folder)).toEqual(['a.MOV', 'b/song.wav', 'clip2.mp4', 'clip10.mp4']);
});

test('a folder whose pictures are numbered is one clip', async () => {
  const folder = makeTree('sequence', ['00001.jpg', '00002.jpg', '00010.jpg', 'labels.txt']);
  expect(await findClips([folder])).toEqual([{ name: 'sequence', path: folder, kind: 'image-folder' }]);
});

test('in a folder of other pictures each is a clip', async () => {
  expect(await findIn(makeTree('photos', ['anna.jpg', 'bert.png', 'carla3.jpg']))).toEqual(['anna.jpg', 'bert.png', 'carla3.jpg']);
});

test('a file that was named is taken whatever its name, and a file reached twice once', async () => {
  const folder = makeTree('twice', ['recording', 'a.mp4']);
  const clips = await findClips([join(folder, 'recording'), folder, join(folder, 'a.mp4')]);
  expect(clips.map((clip) => clip.name)).toEqual(['recording', 'a']);
});

test('a link round in circles is walked once', async () => {
  const folder = makeTree('circle', ['deep/a.mp4']);
  symlinkSync(folder, join(folder, 'deep/again'));
  expect(await findIn(folder)).toEqual(['deep/a.mp4']);
});

test('a missing path and a folder without clips are told', async () => {
  await expect(findClips([at('absent')])).rejects.toThrow(/absent: cannot be found\. Check the path\./);
  await expect(findClips([makeTree('papers', ['a.txt'])])).rejects.toMatchObject({ code: 'NO_CLIPS' });
});

test.each([
  [['/d/a.mp4', '/d/b.mp4'], ['a', 'b']],
  [['/d/a.mp4', '/d/a.mov', '/d/b.mp4'], ['a.mp4', 'a.mov', 'b']],
  [['/x/a.mp4', '/y/a.mp4'], ['x-a.mp4', 'y-a.mp4']],
  [['/x/s/a.mp4', '/y/s/a.mp4'], ['x-s-a.mp4', 'y-s-a.mp4']],
  [['/d/A.mp4', '/d/a.mp4'], ['A.mp4', 'a.mp4-2']],
  [['/d/-a b/../: "x".mp4'], ['___x_']],
  [['/d/Zoë 张.mp4'], ['Zoë_张']],
])('the clips %j are named %j', (paths, names) => {
  const seen = toClipNames(paths);
  if (paths[0] === '/d/A.mp4') expect(new Set(seen.map((name) => name.toLowerCase())).size).toBe(2);
  else expect(seen).toEqual(names);
});

test('names are never longer than a file system allows, and stay different', () => {
  const names = toClipNames([`/d/${'x'.repeat(250)}1.mp4`, `/d/${'x'.repeat(250)}2.mp4`]);
  expect(new Set(names).size).toBe(2);
  expect(Math.max(...names.map((name) => basename(name).length))).toBeLessThan(100);
});
