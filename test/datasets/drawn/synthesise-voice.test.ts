import { expect, test } from 'vitest';
import { sampleScript } from '../../../datasets/drawn/script.ts';
import { planSpeech } from '../../../datasets/drawn/speech/speech-plan.ts';
import { synthesiseVoice } from '../../../datasets/drawn/speech/synthesise-voice.ts';

const RATE = 16_000;
const SEED = 11;
const syllables = planSpeech(sampleScript, SEED);
const voice = synthesiseVoice({ syllables, duration: 14, seed: SEED }, RATE);

test('the voice lasts as long as asked, peaks at 0.8 and is the same each time', () => {
  expect(voice).toHaveLength(14 * RATE);
  expect(voice.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeCloseTo(0.8, 5);
  expect(synthesiseVoice({ syllables, duration: 14, seed: SEED }, RATE)).toEqual(voice);
});

test('a vowel has the pitch that the plan asks for, within three per cent', () => {
  const errors = syllables.map(({ end, pitch }) => Math.abs(pitchBefore(end - 0.01) / pitch - 1));
  const median = errors.toSorted((a, b) => a - b)[Math.floor(errors.length / 2)]!;
  expect(median).toBeLessThan(0.03);
});

test('anger is spoken louder and faster than sadness, surprise and happiness higher than neutral', () => {
  const of = (expression: string) => syllables.filter((syllable) => syllable.expression === expression);
  const pitch = (expression: string) => of(expression).reduce((sum, syllable) => sum + syllable.pitch, 0) / of(expression).length;
  expect(loudness(11.5, 13.7)).toBeGreaterThan(3 * loudness(8.7, 10.9));
  expect(of('anger').length).toBeGreaterThan(1.5 * of('sadness').length);
  expect(Math.min(pitch('happiness'), pitch('surprise'))).toBeGreaterThan(1.15 * pitch('neutral'));
});

test('between two segments the voice pauses', () => {
  expect(loudness(2.68, 3)).toBeLessThan(0.02 * loudness(0.5, 2.3));
});

test('the vowel a has its first formant higher than the vowel i', () => {
  const spoken = (vowel: 'a' | 'i') => synthesiseVoice({ syllables: [{ start: 0, end: 0.5, consonant: 'l', vowel, pitch: 110, loudness: 1, expression: 'anger' }], duration: 0.5, seed: 1 }, RATE);
  const tilt = (samples: Float32Array) => powerAround(samples, 770) / powerAround(samples, 300);
  expect(tilt(spoken('a'))).toBeGreaterThan(20 * tilt(spoken('i')));
});

test('a plan without syllables is silence', () => {
  expect(Math.max(...synthesiseVoice({ syllables: [], duration: 0.2, seed: 1 }, RATE))).toBe(0);
});

function loudness(start: number, end: number): number {
  const part = voice.subarray(start * RATE, end * RATE);
  return Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

/** Pitch in Hz of the 60 ms before `time`: the lag of the highest normalised autocorrelation, of the shortest lag near it. */
function pitchBefore(time: number): number {
  const part = voice.subarray(Math.round((time - 0.06) * RATE), Math.round(time * RATE));
  const similarity = (lag: number) => {
    let [product, first, second] = [0, 0, 0];
    for (let at = 0; at + lag < part.length; at++) {
      product += part[at]! * part[at + lag]!;
      first += part[at]! ** 2;
      second += part[at + lag]! ** 2;
    }
    return product / Math.sqrt(first * second);
  };
  const lags = Array.from({ length: 220 }, (_, index) => ({ lag: index + 30, value: similarity(index + 30) }));
  const highest = Math.max(...lags.map(({ value }) => value));
  const near = lags.filter(({ value }, index) => value > 0.93 * highest && value >= (lags[index - 1]?.value ?? 0) && value >= (lags[index + 1]?.value ?? 0));
  return RATE / near[0]!.lag;
}

/** Power within 120 Hz of `hz` (sum of single-bin Fourier sums). */
function powerAround(samples: Float32Array, hz: number): number {
  const powerAt = (frequency: number) => {
    let [real, imaginary] = [0, 0];
    samples.forEach((sample, at) => {
      real += sample * Math.cos((2 * Math.PI * frequency * at) / RATE);
      imaginary += sample * Math.sin((2 * Math.PI * frequency * at) / RATE);
    });
    return real * real + imaginary * imaginary;
  };
  return Array.from({ length: 25 }, (_, index) => powerAt(hz - 120 + 10 * index)).reduce((sum, power) => sum + power, 0);
}
