import { FRAME_DESCRIPTORS } from '../descriptors/frame-descriptors.ts';
import { deviation } from './deviation.ts';
import type { HeardFrame } from './heard-frame.ts';
import { mean } from './mean.ts';
import { percentile } from './percentile.ts';
import { trend } from './trend.ts';
import { voicedFrames, type VoicedFrames } from './voiced-frames.ts';

const LEAST_SPEAKING = 50; // Frames of 10 ms
const LEAST_VOICED = 20;
const LARGEST_STEP = 3; // Semitones per frame; more is an octave error

/** Computes every feature by name, in vector order. Insertion order is kept by JavaScript for names that are not numbers. */
function measure(voiced: VoicedFrames): Readonly<Record<string, number>> {
  const reference = mean(voiced.levels);
  const steps = voiced.changes('f0').filter((step) => Math.abs(step) < LARGEST_STEP);
  const levelSteps = voiced.levels.slice(1).map((level, i) => level - voiced.levels[i]!);
  const lengths = voiced.runs.map((frames) => frames / 100);
  return {
    ...distributions(voiced, reference),
    ...quantiles('f0', voiced.column('f0')),
    ...quantiles('hnr', voiced.column('hnr')),
    ...quantiles('level', voiced.column('level').map((level) => level - reference)),
    ...quantiles('speechLevel', voiced.levels.map((level) => level - reference)),
    'speechLevel.sd': deviation(voiced.levels),
    voicedShare: voiced.times.length / voiced.speaking,
    'runs.rate': (100 * lengths.length) / voiced.speaking,
    'runs.mean': mean(lengths),
    'runs.sd': deviation(lengths),
    'f0.rise': mean(steps.filter((step) => step > 0)),
    'f0.fall': mean(steps.filter((step) => step < 0)),
    'level.rise': mean(levelSteps.filter((step) => step > 0)),
    'level.fall': mean(levelSteps.filter((step) => step < 0)),
    'f0.trend': trend(voiced.times, voiced.column('f0')),
    'level.trend': trend(voiced.times, voiced.column('level')),
  };
}

function distributions(voiced: VoicedFrames, reference: number): Record<string, number> {
  const features: Record<string, number> = {};
  for (const name of FRAME_DESCRIPTORS) {
    const values = voiced.column(name);
    if (!name.startsWith('mfcc')) features[`${name}.mean`] = mean(values) - (name === 'level' ? reference : 0);
    features[`${name}.sd`] = deviation(values);
    features[`${name}.change`] = mean(voiced.changes(name).map(Math.abs));
  }
  return features;
}

function quantiles(name: string, values: readonly number[]): Record<string, number> {
  return { [`${name}.p20`]: percentile(values, 20), [`${name}.p80`]: percentile(values, 80) };
}

/**
 * Names of the features, in vector order. `mean`, `sd`, `p20`, `p80` over the voiced frames with speech; `change`: mean
 * absolute difference of neighbouring voiced frames; `rise` and `fall`: mean step per 10 ms; `trend`: per second; `runs`: of
 * voiced frames. Levels are relative to the window's own mean, and the cepstral means, which carry the microphone and the
 * room, are left out: louder or softer sound gives the same vector.
 */
export const VOICE_FEATURES: readonly string[] = Object.keys(measure(voicedFrames([])));

/**
 * Returns the statistics of one window, of shape `[VOICE_FEATURES.length]`, always finite; nothing where somebody speaks for
 * less than 0.5 s or voiced for less than 0.2 s.
 */
export function voiceFeatures(frames: readonly HeardFrame[]): Float32Array | undefined {
  const voiced = voicedFrames(frames);
  if (voiced.speaking < LEAST_SPEAKING || voiced.times.length < LEAST_VOICED) return undefined;
  return Float32Array.from(Object.values(measure(voiced)));
}
