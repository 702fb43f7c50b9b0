import { htkCepstrum } from '../descriptors/htk-cepstrum.ts';
import { sliceFrames } from '../descriptors/slice-frames.ts';
import { hamming, windowedSpectrum } from '../descriptors/windowed-spectrum.ts';
import { lagSpectra } from './lag-spectra.ts';
import { pitchContour } from './pitch-contour.ts';
import { pitchLag } from './pitch-lag.ts';
import { voicingProbability } from './voicing-probability.ts';
import { zeroCrossingRate } from './zero-crossing-rate.ts';

/** Describes sound piece by piece, a frame of 25 ms every 10 ms. */
export interface Is09Describer {
  /** Samples in [-1, 1]; what is not finite counts as 0. Yields shape `[16]` for each frame that is complete: RMS, 12 MFCC, zero-crossing rate, voicing, and the pitch of the frame before in Hz. */
  push(samples: Float32Array): Generator<Float64Array, void, void>;
}

/** Least sample rate at which the descriptors mean anything. */
export const IS09_LEAST_RATE = 4000;
const HIGHEST_PITCH = 500; // Hz
/** Frames that are less periodic are unvoiced. */
const LEAST_VOICING = 0.55;
/** Full scale is the sample 32767 in openSMILE, 32768 here. */
const SCALE = 32_768 / 32_767;
const EMPHASIS = 0.97;
const FRAME = 0.025; // s

/**
 * Returns a describer that measures the 16 low-level descriptors of the INTERSPEECH 2009 Emotion Challenge before smoothing (Schuller, Steidl, Batliner 2009).
 *
 * @throws RangeError for a sample rate below 4 kHz
 */
export function describeIs09(sampleRate: number): Is09Describer {
  if (!(sampleRate >= IS09_LEAST_RATE)) throw new RangeError(`sampleRate is ${sampleRate}; it has to be at least ${IS09_LEAST_RATE} Hz`);
  const length = Math.round(FRAME * sampleRate);
  const frames = sliceFrames({ length, hop: Math.round(0.01 * sampleRate) });
  const describe = describeFrame(length, sampleRate);
  return {
    *push(samples) {
      for (let start = 0; start < samples.length; start += sampleRate) {
        for (const frame of frames.push(samples.subarray(start, start + sampleRate))) yield describe(frame);
      }
    },
  };
}

function describeFrame(length: number, sampleRate: number): (frame: Float32Array) => Float64Array {
  const spectrum = windowedSpectrum(hamming(length));
  const rate = length / FRAME; // A frame counts as 25 ms also where these are no whole samples: 44,120 Hz for 44,100
  const toCepstrum = htkCepstrum({ size: spectrum.size, sampleRate: rate, coefficients: 12, low: 0, power: 1 });
  const toLags = lagSpectra(spectrum.size);
  const contour = pitchContour();
  const shortest = Math.ceil(sampleRate / HIGHEST_PITCH);
  const emphasised = new Float64Array(length);
  return (frame) => {
    emphasise(frame, emphasised);
    const magnitudes = spectrum.magnitudes(emphasised);
    const { plain, compressed } = toLags(magnitudes);
    const voicing = voicingProbability(plain, shortest);
    const lag = voicing > LEAST_VOICING ? pitchLag(compressed, shortest) : 0;
    return Float64Array.of(spectrum.rms(), ...toCepstrum(magnitudes), zeroCrossingRate(frame), voicing, contour.push(lag === 0 ? 0 : rate / lag));
  };
}

/** `x[n] − 0.97 x[n − 1]` within the frame, its first sample counting as following itself (HTK). */
function emphasise(frame: Float32Array, result: Float64Array): void {
  let before = frame[0]!;
  for (let n = 0; n < frame.length; n++) {
    result[n] = SCALE * (frame[n]! - EMPHASIS * before);
    before = frame[n]!;
  }
}
