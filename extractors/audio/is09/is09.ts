import { contourFunctionals } from './contour-functionals.ts';
import { describeIs09 } from './describe-is09.ts';
import { IS09_DESCRIPTORS } from './descriptor-names.ts';
import { smoothedFrames } from './smoothed-frames.ts';

/** Sound in [-1, 1] at `sampleRate` Hz, all at once or piece by piece. */
export interface Is09Sound {
  readonly pieces: AsyncIterable<Float32Array> | Iterable<Float32Array>;
  readonly sampleRate: number;
}

/** Frames at the end that functionals leave out, as openSMILE does. */
const LEFT_OUT = 2;

/**
 * Resolves with the 384 functionals of the INTERSPEECH 2009 Emotion Challenge of a recording, in the order of `IS09_FUNCTIONALS`; all finite, whatever comes in; all 0 for
 * sound of fewer than three frames (45 ms). Memory does not grow with the recording.
 *
 * @throws RangeError for a sample rate below 4 kHz
 */
export async function is09({ pieces, sampleRate }: Is09Sound): Promise<Float64Array> {
  const contours = IS09_DESCRIPTORS.map(contourFunctionals);
  let waiting: Float64Array[] = [];
  for await (const frame of is09Descriptors({ pieces, sampleRate })) {
    waiting = [...waiting, frame];
    if (waiting.length <= LEFT_OUT) continue;
    const decided = waiting.shift()!;
    contours.forEach((contour, column) => contour.push(decided[column]!));
  }
  return Float64Array.from(contours.flatMap((contour) => contour.values()));
}

/**
 * Yields the 32 descriptors of each frame of 25 ms, shape `[32]`, 10 ms apart, frame 0 starting at 0 s; in the order of `IS09_DESCRIPTORS`. A frame comes three frames late.
 *
 * @throws RangeError for a sample rate below 4 kHz
 */
export async function* is09Descriptors({ pieces, sampleRate }: Is09Sound): AsyncGenerator<Float64Array, void, void> {
  const describer = describeIs09(sampleRate);
  const frames = smoothedFrames();
  for await (const piece of pieces) for (const values of describer.push(piece)) yield* frames.push(values);
  yield* frames.finish();
}
