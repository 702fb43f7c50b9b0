import type { DrawnClip } from './drawn-clip.ts';
import { lookFromSeed } from './look-from-seed.ts';
import { makeClip, type MakeClipOptions } from './make-clip.ts';
import { planPerformance } from './performance.ts';
import { sampleScript } from './script.ts';

/** How the sample clip is drawn. */
export interface SampleOptions {
  /** Seconds from the start of the script; all of it by default. */
  readonly seconds?: number | undefined;
  /** Whom it shows. */
  readonly seed?: number | undefined;
  /** Pixels, even. */
  readonly width?: number | undefined;
  /** Pixels, even. */
  readonly height?: number | undefined;
  /** Hz. */
  readonly fps?: number | undefined;
}

/** Draws the sample of `npm start` to `path`: one face that speaks and plays `sampleScript`, with its voice. @throws as `makeClip` */
export async function makeSample(path: string, options: SampleOptions & MakeClipOptions = {}): Promise<void> {
  await makeClip(path, sampleClip(options), options);
}

/** Returns the sample as a clip that is still to be drawn. */
export function sampleClip({ seconds = sampleScript.at(-1)!.end, seed = 11, width = 640, height = 480, fps = 25 }: SampleOptions = {}): DrawnClip {
  const look = lookFromSeed(seed);
  const place = { x: width / 2, y: 0.42 * height, scale: height / 560 };
  return { width, height, fps, duration: seconds, wall: look.wall, actors: [{ look, performance: planPerformance(sampleScript, seed), place, seed }] };
}
