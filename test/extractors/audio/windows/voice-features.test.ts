import { expect, test } from 'vitest';
import { FRAME_DESCRIPTORS } from '../../../../extractors/audio/descriptors/frame-descriptors.ts';
import type { HeardFrame } from '../../../../extractors/audio/windows/heard-frame.ts';
import { VOICE_FEATURES, voiceFeatures } from '../../../../extractors/audio/windows/voice-features.ts';

/** Frames every 10 ms with the given pitch (0: not voiced) and level, the rest 0. */
function frames(count: number, at: (i: number) => { f0: number; level?: number; speech?: number }): HeardFrame[] {
  return Array.from({ length: count }, (_, i) => {
    const { f0, level = -20, speech = 1 } = at(i);
    const values = new Float32Array(FRAME_DESCRIPTORS.length);
    values.set([f0, 0, level]);
    return { time: i / 100, values, speech };
  });
}

function feature(heard: readonly HeardFrame[], name: string): number {
  return voiceFeatures(heard)![VOICE_FEATURES.indexOf(name)]!;
}

test('every feature has its own name', () => {
  expect(new Set(VOICE_FEATURES).size).toBe(VOICE_FEATURES.length);
});

test('frames that are not speech or not voiced do not enter the pitch', () => {
  const heard = frames(200, (i) => (i < 50 ? { f0: 99, speech: 0 } : { f0: i % 2 === 0 ? 30 : 0 }));
  expect(feature(heard, 'f0.mean')).toBe(30);
  expect(feature(heard, 'voicedShare')).toBe(0.5);
});

test('a pitch that rises by five semitones a second has that trend', () => {
  expect(feature(frames(100, (i) => ({ f0: 30 + i / 20 })), 'f0.trend')).toBeCloseTo(5, 4);
});

test('an octave jump does not count as a rise', () => {
  const heard = frames(100, (i) => ({ f0: i < 50 ? 20 + 0.1 * i : 32 + 0.1 * i }));
  expect(feature(heard, 'f0.rise')).toBeCloseTo(0.1, 4);
});

test('runs of voiced frames are counted per second of speech', () => {
  const heard = frames(100, (i) => ({ f0: i % 20 < 15 ? 30 : 0 }));
  expect(feature(heard, 'runs.rate')).toBe(5);
  expect(feature(heard, 'runs.mean')).toBeCloseTo(0.15, 6);
});

test('levels count relative to the mean level', () => {
  const heard = (level: number): HeardFrame[] => frames(100, (i) => ({ f0: 30, level: level + (i % 2) * 10 }));
  expect(voiceFeatures(heard(-50))).toEqual(voiceFeatures(heard(-20)));
  expect(feature(heard(-50), 'speechLevel.p80')).toBeCloseTo(5, 4);
});

test.each([['49 frames of speech', 49, 49], ['19 voiced frames', 100, 19]])('%s are too few to say anything', (_, count, voiced) => {
  expect(voiceFeatures(frames(count, (i) => ({ f0: i < voiced ? 30 : 0 })))).toBeUndefined();
  expect(voiceFeatures(frames(count + 1, (i) => ({ f0: i < voiced + 1 ? 30 : 0 })))).toBeDefined();
});
