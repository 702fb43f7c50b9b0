import { contourSlopes } from './contour-slopes.ts';
import type { EgemapsFrame } from './describe-egemaps.ts';
import { FRAME_DESCRIPTORS, VOICE_DESCRIPTORS } from './descriptor-names.ts';
import { growingContour } from './growing-contour.ts';
import { runningMoments, type RunningMoments } from './running-moments.ts';
import { smoothContour } from './smooth-contour.ts';
import { voiceSegments } from './voice-segments.ts';

/** Gathers frames into the functionals of a recording. Memory: eight bytes for each frame. */
export interface EgemapsFunctionals {
  push(frame: EgemapsFrame): void;
  /** Returns shape `[88]` in the order of `EGEMAPS_FUNCTIONALS`; every value is finite. To be called once. */
  finish(): Float64Array;
}

const LEAST_POWER = 1e-12; // −120 dB
const HOP = 0.01; // s
const PITCH = FRAME_DESCRIPTORS.length;
const LOUDNESS = 0;
const [FLUX, CEPSTRUM_END] = [5, PITCH];
const [BALANCE, BALANCE_END] = [1, 6];
const VOICE_END = PITCH + VOICE_DESCRIPTORS.length;
/** Formant frequencies and bandwidths are measured in every frame, but count in voiced ones only. */
const FORMANTS = new Set([16, 17, 19, 20, 22, 23]);

/** Returns an empty set of functionals of eGeMAPSv02 (Eyben et al. 2016, section 3.2): of each smoothed descriptor what applies to it, over all, voiced or unvoiced frames. */
export function egemapsFunctionals(): EgemapsFunctionals {
  const [pitch, loudness] = [growingContour(), growingContour()];
  const segments = voiceSegments();
  const whole = [LOUDNESS, ...range(FLUX, CEPSTRUM_END)].map((column) => ({ column, ...smoothedMoments(false, column === LOUDNESS ? (value) => loudness.push(value) : undefined) }));
  const ofPitch = smoothedMoments(true, (value) => {
    segments.push(value !== 0);
    if (value !== 0) pitch.push(value);
  });
  const ofVoice = range(PITCH + 1, VOICE_END).map((column) => ({ column, ...smoothedMoments(true) }));
  const voiced = range(BALANCE, CEPSTRUM_END).map((column) => ({ column, ...smoothedMoments(true) }));
  const unvoiced = range(BALANCE, BALANCE_END).map((column) => ({ column, ...smoothedMoments(true) }));
  let [power, frames] = [0, 0];
  let before: EgemapsFrame | undefined;
  return {
    push(frame) {
      [power, frames] = [power + frame.power, frames + 1];
      for (const each of whole) each.push(frame.values[each.column]!);
      if (!frame.told) return;
      ofPitch.push(frame.values[PITCH]!);
      if (before !== undefined) for (const each of ofVoice) each.push(before.voiced || !FORMANTS.has(each.column) ? before.values[each.column]! : 0); // Never the last one
      before = frame;
      for (const each of voiced) each.push(frame.voiced ? frame.values[each.column]! : 0);
      for (const each of unvoiced) each.push(frame.voiced ? 0 : frame.values[each.column]!);
    },
    finish() {
      for (const each of [...whole, ...ofVoice]) each.last();
      const slopes = contourSlopes(loudness.values());
      const [ofLoudness, ...ofSound] = whole;
      const found = segments.segments();
      return Float64Array.of(
        ...contourValues(ofPitch.moments, pitch.values(), contourSlopes(pitch.values())),
        ...contourValues(ofLoudness!.moments, loudness.values(), slopes),
        ...[...ofSound, ...ofVoice, ...voiced].flatMap(({ moments }) => [moments.mean(), moments.relativeDeviation()]),
        ...unvoiced.map(({ moments }) => moments.mean()),
        frames === 0 ? 0 : slopes.peaks / (frames * HOP),
        ...[found.voicedPerSecond, found.voiced.mean, found.voiced.deviation, found.unvoiced.mean, found.unvoiced.deviation],
        10 * Math.log10(Math.max(LEAST_POWER, frames === 0 ? 0 : power / frames)),
      );
    },
  };
}

/** Moments of a smoothed contour, without its last value unless `last` is called: nothing comes after that one to smooth it with. */
function smoothedMoments(skipZeros: boolean, onValue?: (value: number) => void) {
  const smoother = smoothContour({ skipZeros });
  const moments = runningMoments();
  const take = (value: number | undefined) => {
    if (value === undefined) return;
    onValue?.(value);
    if (!skipZeros || value !== 0) moments.push(value);
  };
  return { moments, push: (value: number) => take(smoother.push(value)), last: () => take(smoother.finish()) };
}

function contourValues(moments: RunningMoments, contour: Float32Array, { rising, falling }: ReturnType<typeof contourSlopes>): number[] {
  const sorted = contour.toSorted();
  const [low, middle, high] = [0.2, 0.5, 0.8].map((share) => percentile(sorted, share));
  return [moments.mean(), moments.relativeDeviation(), low!, middle!, high!, high! - low!, rising.mean, rising.deviation, falling.mean, falling.deviation];
}

/** Linear interpolation between the two nearest of `n` sorted values at `share · (n − 1)`. */
function percentile(sorted: Float32Array, share: number): number {
  if (sorted.length === 0) return 0;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
