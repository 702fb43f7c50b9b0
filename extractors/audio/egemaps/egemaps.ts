import { describeEgemaps, type EgemapsFrame } from './describe-egemaps.ts';
import { EGEMAPS_DESCRIPTORS, FRAME_DESCRIPTORS } from './descriptor-names.ts';
import { egemapsFunctionals } from './egemaps-functionals.ts';
import { smoothContour } from './smooth-contour.ts';

/** Sound in [-1, 1] at `sampleRate` Hz, all at once or piece by piece. */
export interface EgemapsSound {
  readonly pieces: AsyncIterable<Float32Array> | Iterable<Float32Array>;
  readonly sampleRate: number;
}

/**
 * Resolves with the 88 functionals of eGeMAPSv02 of a recording, in the order of `EGEMAPS_FUNCTIONALS`; all finite, whatever comes in: without a
 * voiced frame what describes the voice is 0, in digital silence the level is −120 dB.
 *
 * @throws RangeError for a sample rate below 4 kHz
 */
export async function egemaps({ pieces, sampleRate }: EgemapsSound): Promise<Float64Array> {
  const functionals = egemapsFunctionals();
  for await (const frame of framesOf({ pieces, sampleRate }, false)) functionals.push(frame);
  return functionals.finish();
}

/**
 * Yields the 25 smoothed low-level descriptors of eGeMAPSv02, shape `[25]`, for each frame of 60 ms but the last, 10 ms apart, frame 0 starting at 0 s; in the order of
 * `EGEMAPS_DESCRIPTORS`. A frame comes 0.47 s after its start.
 *
 * @throws RangeError for a sample rate below 4 kHz
 */
export async function* egemapsDescriptors({ pieces, sampleRate }: EgemapsSound): AsyncGenerator<Float64Array, void, void> {
  const smoothers = EGEMAPS_DESCRIPTORS.map((_, column) => smoothContour({ skipZeros: column >= FRAME_DESCRIPTORS.length }));
  for await (const { values, voiced } of framesOf({ pieces, sampleRate }, true)) {
    if (voiced === undefined) return;
    const smoothed = smoothers.map((smoother, column) => smoother.push(values[column]!));
    if (smoothed[0] !== undefined) yield Float64Array.from(smoothed as number[]);
  }
}

async function* framesOf({ pieces, sampleRate }: EgemapsSound, everyFormant: boolean): AsyncGenerator<EgemapsFrame, void, void> {
  const describer = describeEgemaps(sampleRate, { everyFormant });
  for await (const piece of pieces) yield* describer.push(piece);
  yield* describer.finish();
}
