import { expect, test } from 'vitest';
import type { Sound } from '../../../../extractors/audio/sound.ts';
import { cutPieces } from '../../../../extractors/text/recognisers/cut-pieces.ts';

/** Sound whose sample `i` is `i`, in chunks of `length`. */
async function* ramp(total: number, length: number, taken: { chunks: number } = { chunks: 0 }): AsyncGenerator<Sound> {
  for (let first = 0; first < total; first += length) {
    taken.chunks += 1;
    yield { time: first / 16_000, sampleRate: 16_000, samples: Float32Array.from({ length: Math.min(length, total - first) }, (_, i) => first + i) };
  }
}

const at = (first: number, beyond: number) => ({ start: first / 16_000, end: beyond / 16_000 });
const rangesOf = (pieces: readonly { start: number; samples: Float32Array }[]) => pieces.map(({ start, samples }) => [start * 16_000, samples[0], samples.at(-1), samples.length]);

test.each([7, 10, 100, 1000])('pieces hold the samples under their spans, in chunks of %i', async (length) => {
  const pieces = await Array.fromAsync(cutPieces(ramp(1000, length), [at(5, 25), at(25, 30), at(300, 999)]));
  expect(rangesOf(pieces)).toEqual([[5, 5, 24, 20], [25, 25, 29, 5], [300, 300, 998, 699]]);
});

test('a span that goes beyond the sound is cut, one after its end is left out', async () => {
  expect(rangesOf(await Array.fromAsync(cutPieces(ramp(100, 30), [at(90, 120), at(130, 140)])))).toEqual([[90, 90, 99, 10]]);
});

test('a piece is there as soon as its last sample is, and after the last one nothing more is read', async () => {
  const taken = { chunks: 0 };
  const pieces = cutPieces(ramp(1000, 10, taken), [at(0, 15), at(40, 45)]);
  await pieces.next();
  expect(taken.chunks).toBe(2);
  await pieces.next();
  expect((await pieces.next()).done).toBe(true);
  expect(taken.chunks).toBe(5);
});

test('sound of another rate is refused', async () => {
  const other = (async function* () {
    yield { time: 0, sampleRate: 44_100, samples: new Float32Array(10) };
  })();
  await expect(Array.fromAsync(cutPieces(other, [at(0, 5)]))).rejects.toThrow(/44100 Hz/);
});
