import { expect, test } from 'vitest';
import { planClip } from '../../../../pipeline/training/data/clip-plan.ts';
import { openClipReader } from '../../../../pipeline/training/data/clip-reader.ts';
import type { Preparation } from '../../../../pipeline/training/data/preparation.ts';
import { configOf, table } from './corpus.ts';

const { alignment } = configOf({ features: { audio: { folder: 'x' } }, labels: { file: table(['name']) } });
const preparation: Preparation = { way: 'pooled', output: 'clip', modalities: { audio: { level: 'utterance', dimensions: 100, rate: null } }, alignment, windows: null, labelRate: null };
const plans = ['a', 'b', 'c'].map((clip) => planClip(preparation, { clip, targets: {} }, { scanned: { clip, tracks: {}, digest: '' } }));

/** A reader of clips of 408 bytes each, and the clips that it has read from below. */
function countingReader(bytes: number) {
  const reads: string[] = [];
  const read = (clip: string) => {
    reads.push(clip);
    return Promise.resolve({ audio: { times: Float64Array.of(0), values: new Float32Array(100).fill(reads.length), dimensions: 100, zeroRows: 0 } });
  };
  return { reads, read: openClipReader({ features: { read }, preparation, longestFor: () => undefined, bytes }) };
}

test('clips are kept while there is room, and the others read again each time', async () => {
  const { reads, read } = countingReader(2 * 408);
  for (const plan of [...plans, ...plans, ...plans]) await read(plan);
  expect(reads).toEqual(['a', 'b', 'c', 'c', 'c']);
});

test('without room every clip is read each time', async () => {
  const { reads, read } = countingReader(407);
  for (const plan of [...plans, ...plans]) await read(plan);
  expect(reads).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
});

test('a clip whose windows are asked for at once is read once', async () => {
  const { reads, read } = countingReader(0);
  await Promise.all([plans[0]!, plans[0]!, plans[0]!].map(read));
  expect(reads).toEqual(['a']);
});

test('a clip that could not be read is tried again', async () => {
  const failing = [new Error('busy')];
  const read = (): Promise<never> => Promise.reject(failing.pop() ?? new Error('still busy'));
  const reader = openClipReader({ features: { read }, preparation, longestFor: () => undefined, bytes: 0 });
  await expect(reader(plans[0]!)).rejects.toThrow('busy');
  await expect(reader(plans[0]!)).rejects.toThrow('still busy');
});
