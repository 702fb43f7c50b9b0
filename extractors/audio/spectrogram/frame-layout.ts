import { hann } from '../descriptors/hann.ts';
import { singlePrecisionHann } from './single-precision-hann.ts';
import type { Extent, SpectrogramSettings } from './spectrogram-settings.ts';

/** A cut into frames in whole samples. */
export interface FrameLayout {
  /** Shape `[length]`: as many samples as a frame has. */
  readonly window: Float64Array;
  readonly hop: number;
  /** Size of the transform. */
  readonly size: number;
  /** Samples that the sound is continued by at both ends. */
  readonly padding: number;
  /** Samples from the start of the sound, not continued, to the middle of the first frame. */
  readonly centre: number;
}

/**
 * Returns the cut at a sample rate. With centred frames the window lies in the middle of the transform, as in librosa and torch.
 *
 * @param sampleRate Hz
 * @throws RangeError when a frame or a hop has no sample, or the window is longer than the transform
 */
export function frameLayout({ frames, precision }: SpectrogramSettings, sampleRate: number): FrameLayout {
  const [length, hop] = [samplesOf(frames.length, sampleRate), samplesOf(frames.hop, sampleRate)];
  const size = frames.size === 'power-of-two' ? 2 ** Math.ceil(Math.log2(length)) : frames.size;
  if (!(length >= 1 && hop >= 1 && length <= size)) {
    throw new RangeError(`frames of ${length} samples every ${hop}, transform of ${size}: give at least 1 sample each, and a transform as long as a frame.`);
  }
  const window = WINDOWS[precision === 'single' && frames.window === 'hann' ? 'singlePrecisionHann' : frames.window](length);
  if (frames.edges === 'none') return { window, hop, size, padding: 0, centre: length / 2 };
  return { window: centred(window, size), hop, size, padding: Math.floor(size / 2), centre: 0 };
}

function samplesOf(extent: Extent, sampleRate: number): number {
  return Math.floor(typeof extent === 'number' ? extent : sampleRate * extent.milliseconds * 0.001);
}

function centred(window: Float64Array, size: number): Float64Array {
  const wide = new Float64Array(size);
  wide.set(window, Math.floor((size - window.length) / 2));
  return wide;
}

/** Kaldi's window: a symmetric Hann window to the power 0.85. */
function povey(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / Math.max(1, length - 1))) ** 0.85);
}

function hamming(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / Math.max(1, length - 1)));
}

const WINDOWS = { hann, povey, hamming, singlePrecisionHann } as const;
