import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFeatureFolder } from '../../../datasets/features/open-feature-folder.ts';
import { extractFeatures } from '../../../pipeline/features/extract-features.ts';
import type { ClipRows } from '../../../pipeline/features/clip-rows.ts';
import type { FeatureSource } from '../../../pipeline/features/feature-source.ts';
import { MediaError } from '../../../pipeline/media/media-error.ts';
import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';

const never = new AbortController().signal;
const TWO_ROWS: ClipRows = { times: Float64Array.of(0.1, 0.5), values: Float32Array.of(1, 2, 3, 6), dimensions: 2 };

function sourceOf(read: FeatureSource['read'], level: FeatureSource['level'] = 'frame'): FeatureSource {
  return { modality: 'audio', id: 'test', level, read };
}

const newFolder = () => mkdtemp(join(tmpdir(), 'features-'));

test('rows keep their times, and a vector is the mean of the rows', async () => {
  const folder = await newFolder();
  const sources = [sourceOf(() => Promise.resolve(TWO_ROWS)), sourceOf(() => Promise.resolve(TWO_ROWS), 'utterance')];
  await extractFeatures([{ clip: 'a' }], sources, { folder, signal: never, onTrouble: () => undefined });
  const read = async (name: string) => (await openFeatureFolder(join(folder, name), { readTensors: readSafetensors })).read('a');
  expect(await read('audio-test-FRA')).toMatchObject({ times: TWO_ROWS.times, values: TWO_ROWS.values });
  expect((await read('audio-test-UTT'))!.values).toEqual(Float32Array.of(2, 4));
});

test('a clip that has nothing has no file, and is not read again', async () => {
  const folder = await newFolder();
  let reads = 0;
  const source = sourceOf(() => {
    reads++;
    return Promise.resolve(undefined);
  });
  for (let run = 0; run < 2; run++) await extractFeatures([{ clip: 'a' }], [source], { folder, signal: never, onTrouble: () => undefined });
  expect(reads).toBe(1);
  expect(await readdir(join(folder, 'audio-test-FRA'))).toEqual(['a.none']);
});

test('a second run keeps what the first has written and goes on', async () => {
  const folder = await newFolder();
  const read: string[] = [];
  const source = sourceOf(({ clip }) => {
    read.push(clip);
    return Promise.resolve(TWO_ROWS);
  });
  await extractFeatures([{ clip: 'a' }], [source], { folder, signal: never, onTrouble: () => undefined });
  const before = await readFile(join(folder, 'audio-test-FRA', 'a.safetensors'));
  await extractFeatures([{ clip: 'a' }, { clip: 'b' }], [source], { folder, signal: never, onTrouble: () => undefined });
  expect(read).toEqual(['a', 'b']);
  expect(await readFile(join(folder, 'audio-test-FRA', 'a.safetensors'))).toEqual(before);
});

test('a damaged clip is told of, tried again next time, and the others are written', async () => {
  const folder = await newFolder();
  const told: string[] = [];
  const source = sourceOf(({ clip }) => (clip === 'bad' ? Promise.reject(new MediaError('DECODE_FAILED', { path: 'bad.mp4', detail: 'cannot be decoded' })) : Promise.resolve(TWO_ROWS)));
  await extractFeatures([{ clip: 'bad' }, { clip: 'good' }], [source], { folder, signal: never, onTrouble: (text) => told.push(text) });
  expect(told).toEqual([expect.stringMatching(/^bad: audio cannot be read\. bad\.mp4: cannot be decoded/)]);
  expect(await readdir(join(folder, 'audio-test-FRA'))).toEqual(['good.safetensors']);
});

test('stopped in the middle, it leaves only whole files', async () => {
  const folder = await newFolder();
  const controller = new AbortController();
  const source = sourceOf(({ clip }) => {
    if (clip === 'b') controller.abort();
    controller.signal.throwIfAborted();
    return Promise.resolve(TWO_ROWS);
  });
  await expect(extractFeatures([{ clip: 'a' }, { clip: 'b' }, { clip: 'c' }], [source], { folder, signal: controller.signal, onTrouble: () => undefined })).rejects.toThrow(/abort/i);
  expect(await readdir(join(folder, 'audio-test-FRA'))).toEqual(['a.safetensors']);
});
