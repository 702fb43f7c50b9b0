import FFT from 'fft.js';
import { hann } from './hann.ts';
import { refinePeak } from './refine-peak.ts';

/** One hypothesis about the fundamental frequency of a frame. */
export interface PitchCandidate {
  /** Hz; 0 for the hypothesis that the frame is not voiced. */
  readonly frequency: number;
  /** What the path search weighs: periodicity, less a cost for long periods; about 0.45 and more for "not voiced". */
  readonly strength: number;
  /** Normalised autocorrelation at the period, in [0, 1]; 0 for "not voiced". */
  readonly periodicity: number;
}

/** The range of the search. */
export interface PitchRange {
  /** Hz. */
  readonly sampleRate: number;
  /** Lowest frequency in Hz; a frame holds three of its periods. */
  readonly min: number;
  /** Highest frequency in Hz. */
  readonly max: number;
}

const MOST = 8;
const VOICING_THRESHOLD = 0.45;
const SILENCE_THRESHOLD = 0.03;
const OCTAVE_COST = 0.01;
const QUIETEST = 1e-5; // Peak below which a frame counts as digital silence
const HALF_LIFE = 0.995; // Of the loudest peak so far, per frame: 1.4 s at 10 ms

/** Samples that a frame must have for `range`: three periods of its lowest frequency, an even number. */
export function pitchFrameLength({ sampleRate, min }: PitchRange): number {
  return 2 * Math.floor((1.5 * sampleRate) / min);
}

/**
 * Returns a function from a frame of `pitchFrameLength` samples to its candidates, "not voiced" first, then at most eight
 * by falling strength. Frames must come in order: loudness is judged against what was heard before.
 *
 * Peaks of the autocorrelation of the Hann-windowed frame, divided by that of the window (Boersma 1993, "Accurate
 * short-term analysis of the fundamental frequency…", eqs. 8–26), refined by a parabola. The loudest peak so far decays,
 * so that the rule works on a stream.
 */
export function pitchCandidates(range: PitchRange): (frame: Float32Array) => PitchCandidate[] {
  const autocorrelate = normalisedAutocorrelation(range);
  let loudest = 0;
  return (frame) => {
    const mean = meanOf(frame);
    const peak = highestPeak(frame, mean);
    loudest = Math.max(peak, loudest * HALF_LIFE);
    if (peak < QUIETEST) return [{ frequency: 0, strength: VOICING_THRESHOLD + 2, periodicity: 0 }];
    const silence = 2 - (peak / loudest) / (SILENCE_THRESHOLD / (1 + VOICING_THRESHOLD));
    const unvoiced = { frequency: 0, strength: VOICING_THRESHOLD + Math.max(0, silence), periodicity: 0 };
    return [unvoiced, ...findPeaks(autocorrelate(frame, mean), range)];
  };
}

function findPeaks(correlation: Float64Array, { sampleRate, min, max }: PitchRange): PitchCandidate[] {
  const found: PitchCandidate[] = [];
  for (let lag = Math.max(2, Math.floor(sampleRate / max)); lag + 1 < correlation.length; lag++) {
    const [before, here, after] = [correlation[lag - 1]!, correlation[lag]!, correlation[lag + 1]!];
    if (here < VOICING_THRESHOLD / 2 || here <= before || here < after) continue;
    const { offset, height } = refinePeak(before, here, after);
    const frequency = sampleRate / (lag + offset);
    if (frequency < min || frequency > max) continue;
    const periodicity = Math.min(1, height);
    found.push({ frequency, periodicity, strength: periodicity + OCTAVE_COST * Math.log2(frequency / min) });
  }
  return found.sort((a, b) => b.strength - a.strength).slice(0, MOST);
}

function normalisedAutocorrelation(range: PitchRange): (frame: Float32Array, mean: number) => Float64Array {
  const length = pitchFrameLength(range);
  const lags = Math.ceil(range.sampleRate / range.min) + 2;
  const window = hann(length);
  const autocorrelate = autocorrelation(2 ** Math.ceil(Math.log2(length + lags)), lags);
  const ofWindow = autocorrelate(window).slice();
  const windowed = new Float64Array(length);
  return (frame, mean) => {
    for (let n = 0; n < length; n++) windowed[n] = (frame[n]! - mean) * window[n]!;
    const result = autocorrelate(windowed);
    const energy = result[0]! || 1;
    for (let lag = 0; lag < lags; lag++) result[lag] = result[lag]! / energy / (ofWindow[lag]! / ofWindow[0]!);
    return result;
  };
}

function autocorrelation(size: number, lags: number): (signal: Float64Array) => Float64Array {
  const fft = new FFT(size);
  const padded = new Float64Array(size);
  const transform = fft.createComplexArray();
  const result = new Float64Array(lags);
  return (signal) => {
    padded.fill(0).set(signal);
    fft.realTransform(transform, padded);
    for (let k = 0; k <= size / 2; k++) {
      padded[k] = transform[2 * k]! ** 2 + transform[2 * k + 1]! ** 2;
      padded[(size - k) % size] = padded[k]!;
    }
    fft.realTransform(transform, padded); // A power spectrum is even, so its forward transform is its inverse
    for (let lag = 0; lag < lags; lag++) result[lag] = transform[2 * lag]! / size;
    return result;
  };
}

function meanOf(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample;
  return sum / frame.length;
}

function highestPeak(frame: Float32Array, mean: number): number {
  let highest = 0;
  for (const sample of frame) highest = Math.max(highest, Math.abs(sample - mean));
  return highest;
}
