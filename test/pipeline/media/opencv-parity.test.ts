import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { probe } from '../../../pipeline/media/probe.ts';
import { readFrames } from '../../../pipeline/media/read-frames.ts';

const FOLDER = join(import.meta.dirname, '../../media');

/** Recorded with OpenCV by `golden/make-clips.py`. */
interface Golden {
  readonly size: readonly [number, number];
  /** OpenCV tells none for the last frame of an AVI. */
  readonly milliseconds: readonly number[];
  /** Of the RGB bytes, one per frame. */
  readonly sha256?: readonly string[];
  /** Mean R, G, B of each frame, where decoders may differ by a grey level. */
  readonly mean?: readonly (readonly number[])[];
}

const CASES = readdirSync(FOLDER).filter((name) => /\.(mp4|avi|mkv)$/.test(name));

test.each(CASES)('%s: every frame has the pixels, the size and the time that OpenCV reads', async (name) => {
  const golden = JSON.parse(readFileSync(join(FOLDER, name.replace(/\.\w+$/, '.json')), 'utf8')) as Golden;
  const seen = { sha256: [] as string[], mean: [] as number[][], milliseconds: [] as number[] };
  for await (const { width, height, pixels, time } of readFrames(await probe(join(FOLDER, name)))) {
    expect([width, height]).toEqual(golden.size);
    seen.sha256.push(createHash('sha256').update(pixels).digest('hex').slice(0, 16));
    seen.mean.push(toMean(pixels));
    seen.milliseconds.push(time * 1000);
  }
  if (golden.sha256) expect(seen.sha256).toEqual(golden.sha256);
  else expect(seen.mean).toEqual(golden.mean?.map((frame) => frame.map((value) => near(value, 0.2))));
  expect(seen.milliseconds.slice(0, golden.milliseconds.length)).toEqual(golden.milliseconds.map((value) => near(value, 1e-5)));
});

function toMean(pixels: Uint8Array): number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 1) sums[i % 3]! += pixels[i]!;
  return sums.map((sum) => (sum * 3) / pixels.length);
}

function near(value: number, tolerance: number): unknown {
  return { asymmetricMatch: (other: number) => Math.abs(other - value) <= tolerance, toString: () => `near ${value}` };
}
