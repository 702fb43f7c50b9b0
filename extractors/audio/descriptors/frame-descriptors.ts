/** Number of mel-cepstral coefficients per frame. */
export const COEFFICIENTS = 20;

/**
 * What is measured every 10 ms, in the order of `FrameDescriptors.values`:
 * - `f0`: fundamental frequency in semitones above 27.5 Hz; 0 where the frame is not voiced
 * - `hnr`: harmonics-to-noise ratio in dB, in [−20, 50]; −20 where the frame is not voiced
 * - `level`: root mean square in dB re full scale, without the mean, in [−100, 0]
 * - `zcr`: changes of sign per sample, in [0, 1]
 * - `flux`: Euclidean distance of the magnitude spectrum from the frame before, each of sum 1
 * - `centroid`, `spread`, `rolloff`, `flatness`, `slopeLow`, `slopeHigh`, `alphaRatio`, `hammarberg`: see `SpectralShape`
 * - `mfcc0` to `mfcc19`: mel-frequency cepstral coefficients in librosa's convention, of 40 Slaney bands up to 8 kHz
 */
export const FRAME_DESCRIPTORS = [
  'f0',
  'hnr',
  'level',
  'zcr',
  'flux',
  'centroid',
  'spread',
  'rolloff',
  'flatness',
  'slopeLow',
  'slopeHigh',
  'alphaRatio',
  'hammarberg',
  ...Array.from({ length: COEFFICIENTS }, (_, k) => `mfcc${k}` as const),
] as const;

/** One of the descriptors of a frame. */
export type FrameDescriptor = (typeof FRAME_DESCRIPTORS)[number];

/** The descriptors of one frame. */
export interface FrameDescriptors {
  /** Centre of the frame in seconds after the first sample. */
  readonly time: number;
  /** Shape `[FRAME_DESCRIPTORS.length]`, always finite. */
  readonly values: Float32Array;
}
