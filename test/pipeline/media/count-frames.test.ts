import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { countFrames } from '../../../pipeline/media/count-frames.ts';
import { testCard } from '../test-card.ts';

test('the pictures of a video are counted without decoding it', async () => {
  expect(await countFrames(testCard({ seconds: 2, rate: 25 }))).toBe(50);
  expect(await countFrames(testCard({ seconds: 1, rate: 30, name: 'card.avi' }))).toBe(30);
});

test('what cannot be opened has no count', async () => {
  const path = testCard({ seconds: 1 });
  await writeFile(path, 'no video');
  expect(await countFrames(path)).toBeUndefined();
  expect(await countFrames('/nowhere.mp4')).toBeUndefined();
});

test('counting that is stopped ends with the reason', async () => {
  await expect(countFrames(testCard({ seconds: 1 }), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});
