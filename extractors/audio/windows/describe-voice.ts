import type { VoiceActivity } from '../activity/voice-activity.ts';
import type { Sound } from '../sound.ts';
import { cutWindows, type WindowCutter } from './cut-windows.ts';
import type { FeatureSet } from './feature-set.ts';
import { voiceFeatureSet } from './voice-feature-set.ts';
import type { VoiceWindow } from './voice-window.ts';

/** How the sound of a clip is described. */
export interface VoiceOptions {
  /** Tells speech from the rest; stays open. */
  readonly activity: VoiceActivity;
  /** Seconds per window; default 2. */
  readonly window?: number;
  /** Seconds from one window to the next; default 0.5. */
  readonly hop?: number;
  /** What is measured of each window; default `voiceFeatureSet`. */
  readonly features?: FeatureSet | undefined;
}

const SAMPLE_RATE = 16_000;

/**
 * Yields a description of each window of a clip's sound, in order, about 0.25 s after its end was heard, later where the features need it. The chunks must be
 * 16 kHz and follow one another without gap; the time of the first is the start of the first window. The last window ends
 * with the sound; sound shorter than a window gives one shorter window; no samples give none. Memory does not grow.
 *
 * @throws RangeError when a chunk has another sample rate, or `window` or `hop` is not positive
 */
export async function* describeVoice(sounds: AsyncIterable<Sound>, options: VoiceOptions): AsyncGenerator<VoiceWindow, void, void> {
  const { activity, window = 2, hop = 0.5, features = voiceFeatureSet } = options;
  if (!(window > 0 && hop > 0)) throw new RangeError(`voice windows: window ${window} and hop ${hop} must be positive. Give seconds, such as 2 and 0.5.`);
  const listener = activity.listen();
  const describer = features.describe();
  let cutter: WindowCutter | undefined;
  let samples = 0;
  for await (const sound of sounds) {
    checkRate(sound);
    cutter ??= cutWindows({ window, hop, origin: sound.time, measure: (frames) => features.measure(frames) });
    samples += sound.samples.length;
    yield* cutter.push(await describer.push(sound.samples), await listener.push(sound.samples));
  }
  if (cutter === undefined || samples === 0) return;
  yield* cutter.push(await describer.flush(), await listener.flush());
  yield* cutter.finish(samples / SAMPLE_RATE);
}

function checkRate({ sampleRate, time }: Sound): void {
  if (sampleRate === SAMPLE_RATE) return;
  throw new RangeError(`sound at ${time} s: it has ${sampleRate} samples per second. Resample it to ${SAMPLE_RATE} first.`);
}
