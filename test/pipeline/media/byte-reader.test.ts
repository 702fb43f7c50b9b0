import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readBytes } from '../../../pipeline/media/byte-reader.ts';

/** Bytes 0, 1, 2, … in chunks of the lengths given, all there at once. */
function makeStream(lengths: readonly number[]): Readable {
  const stream = new PassThrough({ highWaterMark: 1 << 20 });
  let next = 0;
  for (const length of lengths) stream.write(Buffer.from(Array.from({ length }, () => next++)));
  stream.end();
  return stream;
}

test.each([1, 3, 7, 10, 64])('bytes come in order in pieces of %i, however the chunks fall', async (size) => {
  const reader = readBytes(makeStream([5, 1, 17, 3, 3, 40, 2]));
  const seen: number[] = [];
  for (let count = size; count === size; ) {
    const target = new Uint8Array(size);
    count = await reader.fill(target);
    seen.push(...target.subarray(0, count));
  }
  expect(seen).toEqual(Array.from({ length: 71 }, (_, i) => i));
});

test('nothing is lost when the stream flows although nobody asked, as it does when its process exits', async () => {
  const stream = makeStream([4, 4, 4]);
  const reader = readBytes(stream);
  stream.resume();
  await new Promise((resolve) => stream.once('end', resolve));
  const target = new Uint8Array(12);
  expect(await reader.fill(target)).toBe(12);
  expect([...target]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('a stream that breaks gives what it had', async () => {
  const stream = new PassThrough();
  const reader = readBytes(stream);
  stream.write(Buffer.from([7, 8]));
  setTimeout(() => stream.destroy(), 5);
  expect(await reader.fill(new Uint8Array(3))).toBe(2);
});
