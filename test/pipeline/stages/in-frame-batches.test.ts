import { expect, test } from 'vitest';
import type { FrameEntry } from '../../../pipeline/media/frame.ts';
import { MediaError } from '../../../pipeline/media/media-error.ts';
import { inFrameBatches } from '../../../pipeline/stages/in-frame-batches.ts';
import { collectUntilError } from '../media/media-folder.ts';

async function* entries(count: number, error?: Error): AsyncGenerator<FrameEntry> {
  for (let index = 0; index < count; index += 1) {
    const place = { index, time: index / 25 };
    yield await Promise.resolve({ status: 'decoded', ...place, frame: { ...place, width: 1, height: 1, pixels: new Uint8Array(3) } });
  }
  if (error !== undefined) throw error;
}

test('frames come in groups of the size asked for, from the first one wanted', async () => {
  const batches = await Array.fromAsync(inFrameBatches(entries(8), { from: 1, size: 3 }));
  expect(batches.map((batch) => batch.map(({ index }) => index))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
});

test('frames before the damage are given, though their group is not full, and then the damage', async () => {
  const damage = new MediaError('TRUNCATED', { path: 'a.mp4', detail: 'ends early' });
  const { items, error } = await collectUntilError(inFrameBatches(entries(5, damage), { from: 0, size: 3 }));
  expect(items.map((batch) => batch.length)).toEqual([3, 2]);
  expect(error).toBe(damage);
});

test('any other error ends the groups at once', async () => {
  const { items, error } = await collectUntilError(inFrameBatches(entries(5, new TypeError('a fault of ours')), { from: 0, size: 3 }));
  expect(items).toHaveLength(1);
  expect(error).toBeInstanceOf(TypeError);
});
