import { cepstrum } from './cepstrum.ts';
import { COEFFICIENTS, FRAME_DESCRIPTORS, type FrameDescriptors } from './frame-descriptors.ts';
import { logMel } from './log-mel.ts';
import { pitchCandidates, pitchFrameLength, type PitchCandidate } from './pitch-candidates.ts';
import { powerSpectrum } from './power-spectrum.ts';
import { sliceFrames } from './slice-frames.ts';
import { spectralShape } from './spectral-shape.ts';
import { trackPitch } from './track-pitch.ts';

/** Describes a stream of 16 kHz sound frame by frame, in constant memory; how it is cut into chunks does not matter. */
export interface FrameDescriber {
  /** Returns the descriptors of every frame that is decided now: 0.2 s behind the newest sample. */
  push(samples: Float32Array): FrameDescriptors[];
  /** Returns the last frames. Nothing may be pushed afterwards. */
  flush(): FrameDescriptors[];
}

const SAMPLE_RATE = 16_000;
const HOP = 160;
const LENGTH = 400;
const SIZE = 512;
const BANDS = 40;
const LEAST_POWER = 1e-14; // Below the quantisation noise of 16 bits, so that soft recordings keep their shape
const LAG = 20; // Frames by which pitch is decided late
const PITCH = { sampleRate: SAMPLE_RATE, min: 65, max: 600 } as const;
const LOWEST_NOTE = 27.5;

/**
 * Returns a describer of 16 kHz sound: every 10 ms, 25 ms of it for the spectrum and 46 ms around the same centre for the
 * pitch. Silence, constant offset and samples that are not finite (taken as 0) give finite values.
 */
export function describeFrames(): FrameDescriber {
  const length = pitchFrameLength(PITCH);
  const slicer = sliceFrames({ length, hop: HOP });
  const measure = measureFrame(length);
  const findPitch = pitchCandidates(PITCH);
  const tracker = trackPitch(LAG);
  const waiting: FrameDescriptors[] = [];
  let count = 0;
  return {
    push(samples) {
      const decided: FrameDescriptors[] = [];
      for (const frame of slicer.push(samples)) {
        waiting.push({ time: (count++ * HOP + length / 2) / SAMPLE_RATE, values: measure(frame) });
        const choice = tracker.push(findPitch(frame));
        if (choice !== undefined) decided.push(withPitch(waiting.shift()!, choice));
      }
      return decided;
    },
    flush: () => tracker.flush().map((choice) => withPitch(waiting.shift()!, choice)),
  };
}

function measureFrame(pitchLength: number): (frame: Float32Array) => Float32Array {
  const spectrum = powerSpectrum({ length: LENGTH, size: SIZE });
  const mel = logMel({ sampleRate: SAMPLE_RATE, size: SIZE, bands: BANDS, least: LEAST_POWER });
  const toCepstrum = cepstrum({ bands: BANDS, coefficients: COEFFICIENTS });
  const flux = spectralFlux();
  const margin = (pitchLength - LENGTH) / 2;
  return (frame) => {
    const middle = frame.subarray(margin, margin + LENGTH);
    const power = spectrum(middle);
    const { level, zcr } = waveform(middle);
    const shape = spectralShape(power, SAMPLE_RATE);
    const values = new Float32Array(FRAME_DESCRIPTORS.length);
    values.set([0, 0, level, zcr, flux(power), shape.centroid, shape.spread, shape.rolloff, shape.flatness]);
    values.set([shape.slopeLow, shape.slopeHigh, shape.alphaRatio, shape.hammarberg], 9);
    values.set(toCepstrum(mel(power)), FIRST_COEFFICIENT);
    return values;
  };
}

const FIRST_COEFFICIENT = FRAME_DESCRIPTORS.length - COEFFICIENTS;

function withPitch(described: FrameDescriptors, { frequency, periodicity }: PitchCandidate): FrameDescriptors {
  const { values } = described;
  values[0] = frequency === 0 ? 0 : 12 * Math.log2(frequency / LOWEST_NOTE);
  values[1] = frequency === 0 ? -20 : Math.max(-20, Math.min(50, 10 * Math.log10(periodicity / (1 - periodicity))));
  return described;
}

function waveform(frame: Float32Array): { level: number; zcr: number } {
  let sum = 0;
  for (const sample of frame) sum += sample;
  const mean = sum / frame.length;
  let energy = 0;
  let crossings = 0;
  for (let n = 0; n < frame.length; n++) {
    const sample = frame[n]! - mean;
    energy += sample * sample;
    if (n > 0 && sample >= 0 !== frame[n - 1]! >= mean) crossings++;
  }
  return { level: Math.max(-100, 10 * Math.log10(energy / frame.length + 1e-10)), zcr: crossings / (frame.length - 1) };
}

function spectralFlux(): (power: Float64Array) => number {
  let before: Float64Array<ArrayBuffer> | undefined;
  let now = new Float64Array(SIZE / 2 + 1);
  return (power) => {
    let sum = 0;
    for (let k = 0; k < now.length; k++) sum += now[k] = Math.sqrt(power[k]!);
    const scale = sum < 1e-6 ? 0 : 1 / sum;
    let squares = 0;
    for (let k = 0; k < now.length; k++) {
      now[k]! *= scale;
      squares += (now[k]! - (before ?? now)[k]!) ** 2;
    }
    [before, now] = [now, before ?? new Float64Array(now.length)]; // Two buffers in turns: allocating one per frame costs a tenth of all time
    return Math.sqrt(squares);
  };
}
