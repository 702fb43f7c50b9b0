import { openSpectrogram, type SpectrogramFrame } from './open-spectrogram.ts';
import type { SpectrogramSettings } from './spectrogram-settings.ts';

/** Features of one sound, frame by frame. */
export interface FeatureSeries {
  /** What the columns are. */
  readonly names: readonly string[];
  /** Middle of each frame in seconds from the first sample, shape `[frames]`. */
  readonly times: Float64Array;
  /** Shape `[frames, names.length]`, row by row. */
  readonly values: Float32Array;
}

/** Returns features of a whole mono sound at `sampleRate` Hz. Samples that are not finite count as 0; no samples give no frames. */
export type ToFeatureSeries = (samples: Float32Array, sampleRate: number) => FeatureSeries;

const CHUNK = 65_536;

/** Returns the spectrogram of a whole sound: the numbers of `openSpectrogram`, in one piece. */
export function spectrogramSeries(settings: SpectrogramSettings): ToFeatureSeries {
  return (samples, sampleRate) => {
    const stream = openSpectrogram(settings, sampleRate);
    const frames: SpectrogramFrame[] = [];
    for (let at = 0; at < samples.length; at += CHUNK) for (const frame of stream.push(samples.subarray(at, at + CHUNK))) frames.push(frame);
    for (const frame of stream.flush()) frames.push(frame);
    const width = stream.names.length;
    const values = new Float32Array(frames.length * width);
    frames.forEach((frame, i) => values.set(frame.values, i * width));
    return { names: stream.names, times: Float64Array.from(frames, ({ time }) => time), values };
  };
}
