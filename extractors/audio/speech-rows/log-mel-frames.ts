import { logMel } from '../descriptors/log-mel.ts';
import { powerSpectrum } from '../descriptors/power-spectrum.ts';
import { sliceFrames } from '../descriptors/slice-frames.ts';

const SAMPLE_RATE = 16_000;
const LENGTH = 400;
const HOP = 160;
const SIZE = 512;

/** Seconds from the start of the sound to the centre of the first frame, and from frame to frame. */
export const LOG_MEL_TIMING = { offset: LENGTH / 2 / SAMPLE_RATE, hop: HOP / SAMPLE_RATE } as const;

/** Returns the level in dB of 40 mel bands up to 8 kHz, of 25 ms every 10 ms of 16 kHz sound: rows of shape `[40]`. */
export function logMelFrames(samples: Float32Array): Float32Array[] {
  const spectrum = powerSpectrum({ length: LENGTH, size: SIZE });
  const toLevels = logMel({ sampleRate: SAMPLE_RATE, size: SIZE, bands: 40 });
  const frames = sliceFrames({ length: LENGTH, hop: HOP }).push(samples);
  return Array.from(frames, (frame) => Float32Array.from(toLevels(spectrum(frame))));
}
