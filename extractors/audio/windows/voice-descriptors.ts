import { deviation } from './deviation.ts';
import type { HeardFrame } from './heard-frame.ts';
import { mean } from './mean.ts';
import { percentile } from './percentile.ts';
import { trend } from './trend.ts';
import { voicedFrames, type VoicedFrames } from './voiced-frames.ts';

/** What a window's descriptors mean, with unit. Those that need a voice are absent where nobody speaks. */
export const VOICE_DESCRIPTORS = {
  level: { unit: 'dB', meaning: 'Mean level re full scale, of the frames with speech where there are any' },
  levelRange: { unit: 'dB', meaning: 'Level of the loud (80th percentile) over the soft frames (20th) with speech' },
  f0Mean: { unit: 'Hz', meaning: 'Mean fundamental frequency of the voiced frames' },
  f0Sd: { unit: 'semitones', meaning: 'Standard deviation of the fundamental frequency' },
  f0Range: { unit: 'semitones', meaning: 'From the 20th to the 80th percentile of the fundamental frequency' },
  f0Trend: { unit: 'semitones/s', meaning: 'Slope of the regression line of the fundamental frequency' },
  hnr: { unit: 'dB', meaning: 'Mean harmonics-to-noise ratio of the voiced frames' },
  voicedShare: { unit: '1', meaning: 'Voiced frames among those with speech' },
  voicedRate: { unit: '1/s', meaning: 'Runs of voiced frames per second of speech, close to a rate of syllables' },
  centroid: { unit: 'Hz', meaning: 'Mean centre of the magnitude spectrum of the voiced frames' },
  alphaRatio: { unit: 'dB', meaning: 'Mean level of 50–1000 Hz over 1–5 kHz in the voiced frames' },
  hammarberg: { unit: 'dB', meaning: 'Mean of the strongest bin up to 2 kHz over the strongest from 2 to 5 kHz' },
  zcr: { unit: '1', meaning: 'Mean share of samples at which a voiced frame changes sign' },
} as const;

/** One of the descriptors of a window. */
export type VoiceDescriptor = keyof typeof VOICE_DESCRIPTORS;

/** Returns the descriptors of one window that are defined for it; units in `VOICE_DESCRIPTORS`. */
export function voiceDescriptors(frames: readonly HeardFrame[]): Partial<Record<VoiceDescriptor, number>> {
  if (frames.length === 0) return {};
  const voiced = voicedFrames(frames);
  if (voiced.speaking === 0) return { level: mean(frames.map((frame) => frame.values[2]!)) };
  return {
    level: mean(voiced.levels),
    levelRange: range(voiced.levels),
    voicedShare: voiced.times.length / voiced.speaking,
    voicedRate: (100 * voiced.runs.length) / voiced.speaking,
    ...(voiced.times.length === 0 ? {} : ofVoice(voiced)),
  };
}

function ofVoice(voiced: VoicedFrames): Partial<Record<VoiceDescriptor, number>> {
  const semitones = voiced.column('f0');
  return {
    f0Mean: mean(semitones.map((note) => 27.5 * 2 ** (note / 12))),
    f0Sd: deviation(semitones),
    f0Range: range(semitones),
    f0Trend: trend(voiced.times, semitones),
    hnr: mean(voiced.column('hnr')),
    centroid: mean(voiced.column('centroid')),
    alphaRatio: mean(voiced.column('alphaRatio')),
    hammarberg: mean(voiced.column('hammarberg')),
    zcr: mean(voiced.column('zcr')),
  };
}

function range(values: readonly number[]): number {
  return percentile(values, 80) - percentile(values, 20);
}
