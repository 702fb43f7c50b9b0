import { htkCepstrum } from '../descriptors/htk-cepstrum.ts';
import { sliceFrames } from '../descriptors/slice-frames.ts';
import { FRAME_DESCRIPTORS, VOICE_DESCRIPTORS } from './descriptor-names.ts';
import { formants, type Formant } from './formants.ts';
import { harmonics, UNVOICED } from './harmonics.ts';
import { loudness } from './loudness.ts';
import { octaveSpectrum } from './octave-spectrum.ts';
import { followPeriods } from './periods.ts';
import { pitchCandidates } from './pitch-candidates.ts';
import { pitchPath } from './pitch-path.ts';
import { spectralBalance } from './spectral-balance.ts';
import { spectralFlux } from './spectral-flux.ts';
import { gaussian, hamming, windowedSpectrum } from '../descriptors/windowed-spectrum.ts';

/** The descriptors of one frame before smoothing. */
export interface EgemapsFrame {
  /** Shape `[25]`, in the order of `EGEMAPS_DESCRIPTORS`; those of the voice are zero where they do not apply. */
  readonly values: Float64Array;
  /** `undefined` for the last frames, where a window of 60 ms no longer fits. */
  readonly voiced: boolean | undefined;
  /** Whether functionals of pitch and of voiced and unvoiced frames count it: not at the end, where a pitch is not told (`LastPitches`). */
  readonly told: boolean;
  /** Mean square of the 20 ms of the frame. */
  readonly power: number;
}

/** Describes sound piece by piece, a frame every 10 ms. */
export interface EgemapsDescriber {
  /** Samples in [-1, 1]; what is not finite counts as 0. Yields the frames that are decided, 0.46 s late. */
  push(samples: Float32Array): Generator<EgemapsFrame, void, void>;
  /** Yields the frames that are still open. */
  finish(): Generator<EgemapsFrame, void, void>;
}

/** Least sample rate at which the descriptors mean anything. */
export const LEAST_RATE = 4000;
/** Root mean square of the windowed frame below which nothing is voiced. */
const LEAST_LEVEL = 0.001;
const VOICE = FRAME_DESCRIPTORS.length;
const NO_FORMANTS: readonly Formant[] = Array.from({ length: 3 }, () => ({ frequency: 0, bandwidth: 0 }));

/**
 * Returns a describer that measures the 25 low-level descriptors of eGeMAPSv02 (Eyben et al. 2016, "The Geneva Minimalistic Acoustic Parameter Set"):
 * pitch and harmonics on Gaussian windows of 60 ms, all else on Hamming windows of 20 ms, both from the start of the frame on.
 *
 * @param everyFormant whether formants are measured in unvoiced frames too; the functionals need those of the voice only, and they are dear
 * @throws RangeError for a sample rate below 4 kHz
 */
export function describeEgemaps(sampleRate: number, { everyFormant = true }: { everyFormant?: boolean } = {}): EgemapsDescriber {
  if (!(sampleRate >= LEAST_RATE)) throw new RangeError(`sampleRate is ${sampleRate}; it has to be at least ${LEAST_RATE} Hz`);
  const hop = Math.round(0.01 * sampleRate);
  const [short, long] = [Math.round(0.02 * sampleRate), Math.round(0.06 * sampleRate)];
  const [shortFrames, longFrames] = [sliceFrames({ length: short, hop }), sliceFrames({ length: long, hop })];
  const [ofSound, ofVoice, path] = [describeSound(short, sampleRate), describeVoice(long, { sampleRate, hop, everyFormant }), pitchPath()];
  const waiting: SoundPart[] = [];
  const undecided: VoicePart[] = [];
  const decide = (pitch: number, told = true) => ({ ...ofVoice.complete(waiting.shift()!, undecided.shift()!, pitch), told });
  return {
    *push(samples) {
      for (let start = 0; start < samples.length; start += sampleRate) {
        const piece = samples.subarray(start, start + sampleRate);
        for (const frame of shortFrames.push(piece)) waiting.push(ofSound(frame));
        for (const frame of longFrames.push(piece)) {
          const part = ofVoice.begin(frame);
          undecided.push(part.kept);
          const pitch = path.push(part.candidates);
          if (pitch !== undefined) yield decide(pitch);
        }
      }
    },
    *finish() {
      const { pitches, told } = path.finish();
      for (const [i, pitch] of pitches.entries()) yield decide(pitch, i < told);
      for (const { values, power } of waiting.splice(0)) yield { values, voiced: undefined, told: false, power };
    },
  };
}

interface SoundPart {
  readonly values: Float64Array;
  /** Finds the formants when they are asked for. */
  readonly formants: () => readonly Formant[];
  readonly power: number;
}

function describeSound(length: number, sampleRate: number): (frame: Float32Array) => SoundPart {
  const spectrum = windowedSpectrum(hamming(length));
  const shape = { size: spectrum.size, sampleRate };
  const [loud, balance, flux, cepstrum, resonances] = [loudness(shape), spectralBalance(shape), spectralFlux(shape), htkCepstrum({ ...shape, coefficients: 4, low: 20, power: 2 }), formants({ ...shape, length })];
  return (frame) => {
    const magnitudes = spectrum.magnitudes(frame);
    const { alphaRatio, hammarbergIndex, slope0to500, slope500to1500 } = balance(magnitudes);
    const values = new Float64Array(VOICE + VOICE_DESCRIPTORS.length);
    values.set([loud(magnitudes), alphaRatio, hammarbergIndex, slope0to500, slope500to1500, flux(magnitudes), ...cepstrum(magnitudes)]);
    const bins = spectrum.firstBins(resonances.bins);
    return { values, formants: () => resonances(bins), power: frame.reduce((sum, sample) => sum + sample * sample, 0) / length };
  };
}

interface VoicePart {
  readonly samples: Float32Array;
  readonly magnitudes: Float64Array;
  readonly loud: boolean;
}

function describeVoice(length: number, { sampleRate, hop, everyFormant }: { sampleRate: number; hop: number; everyFormant: boolean }) {
  const spectrum = windowedSpectrum(gaussian(length, 0.4));
  const shape = { size: spectrum.size, sampleRate };
  const findCandidates = pitchCandidates(octaveSpectrum(shape));
  const measure = harmonics(shape);
  const periods = followPeriods({ sampleRate, hop });
  return {
    begin(frame: Float32Array) {
      const magnitudes = spectrum.magnitudes(frame).slice();
      const kept: VoicePart = { samples: frame.slice(), magnitudes, loud: spectrum.rms() > LEAST_LEVEL };
      return { kept, candidates: findCandidates(magnitudes) };
    },
    complete({ values, formants: find, power }: SoundPart, { samples, magnitudes, loud }: VoicePart, pitch: number): Omit<EgemapsFrame, 'told'> {
      const voiced = loud && pitch > 0;
      const found = voiced || everyFormant ? find() : NO_FORMANTS;
      const { jitter, shimmer } = periods.push(samples, voiced ? pitch : 0);
      const { harmonicsToNoise, h1MinusH2, h1MinusA3, formantLevels } = voiced ? measure(magnitudes, pitch, found) : UNVOICED;
      values.set([voiced ? toSemitones(pitch) : 0, jitter, shimmer, harmonicsToNoise, h1MinusH2, h1MinusA3], VOICE);
      found.forEach(({ frequency, bandwidth }, i) => values.set([frequency, bandwidth, formantLevels[i]!], VOICE + 6 + 3 * i));
      return { values, voiced, power };
    },
  };
}

/** Semitones above 27.5 Hz, at least 1: 0 stands for unvoiced. */
function toSemitones(hz: number): number {
  return Math.max(1, 12 * Math.log2(hz / 27.5));
}
