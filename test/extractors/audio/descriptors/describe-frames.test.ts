import { expect, test } from 'vitest';
import { describeFrames } from '../../../../extractors/audio/descriptors/describe-frames.ts';
import { FRAME_DESCRIPTORS, type FrameDescriptor, type FrameDescriptors } from '../../../../extractors/audio/descriptors/frame-descriptors.ts';
import { babble, noise, RATE, signal, tone, vowel } from '../signals.ts';

function describe(samples: Float32Array, size = samples.length): FrameDescriptors[] {
  const describer = describeFrames();
  const frames: FrameDescriptors[] = [];
  for (let at = 0; at < samples.length; at += size) frames.push(...describer.push(samples.subarray(at, at + size)));
  return [...frames, ...describer.flush()];
}

function column(frames: readonly FrameDescriptors[], name: FrameDescriptor): number[] {
  return frames.map(({ values }) => values[FRAME_DESCRIPTORS.indexOf(name)]!);
}

function hz(frames: readonly FrameDescriptors[]): number[] {
  return column(frames, 'f0').map((note) => (note === 0 ? 0 : 27.5 * 2 ** (note / 12)));
}

test('frames come every 10 ms, and their time is their centre', () => {
  const times = describe(tone(0.1, 200)).map(({ time }) => time);
  expect(times).toEqual([0, 1, 2, 3, 4, 5].map((frame) => (frame * 160 + 369) / RATE));
});

test.each([70, 110, 196, 333.3, 440, 590])('the pitch of a tone of %d Hz is found within a quarter of a percent', (pitch) => {
  for (const found of hz(describe(tone(0.5, pitch)))) expect(Math.abs(found / pitch - 1)).toBeLessThan(0.0025);
});

test.each([80, 120, 200, 310])('the pitch of a vowel at %d Hz is found within half a percent in every frame', (pitch) => {
  for (const found of hz(describe(vowel(0.5, () => pitch)))) expect(Math.abs(found / pitch - 1)).toBeLessThan(0.005);
});

test('the pitch of a gliding vowel is followed without a jump', () => {
  const glide = (time: number): number => 120 * 2 ** time; // One octave in a second
  const frames = describe(vowel(1, glide));
  const found = hz(frames);
  frames.forEach(({ time }, i) => expect(Math.abs(found[i]! / glide(time) - 1)).toBeLessThan(0.02));
});

test('a tone with a missing fundamental is heard at its fundamental', () => {
  const frames = describe(signal(0.5, (time) => [3, 4, 5].reduce((sum, k) => sum + 0.2 * Math.sin(2 * Math.PI * k * 150 * time), 0)));
  for (const found of hz(frames)) expect(Math.abs(found / 150 - 1)).toBeLessThan(0.01);
});

test('white noise has no pitch', () => {
  const voiced = hz(describe(noise(2, 0.3))).filter((pitch) => pitch > 0);
  expect(voiced.length).toBeLessThan(10); // Of 196
});

test.each([0, 10, 20])('a tone %d dB over white noise has that ratio of harmonics to noise', (ratio) => {
  const hiss = noise(1, 0.1 * Math.sqrt(3) * 10 ** (-ratio / 20));
  const mixed = tone(1, 200, 0.1 * Math.SQRT2).map((sample, n) => sample + hiss[n]!);
  const ratios = column(describe(mixed), 'hnr').toSorted((a, b) => a - b);
  expect(Math.abs(ratios[Math.floor(ratios.length / 2)]! - ratio)).toBeLessThan(1.5);
});

test('the level of a sine of amplitude one half is −9.03 dB, whatever the offset', () => {
  const frames = describe(tone(0.2, 200).map((sample) => sample + 0.3));
  for (const level of column(frames, 'level')) expect(level).toBeCloseTo(-9.03, 2);
});

test('a sine of 400 Hz changes sign 800 times a second', () => {
  for (const rate of column(describe(tone(0.2, 400)), 'zcr')) expect(rate * RATE).toBeCloseTo(800, -2);
});

test.each([1, 37, 160, 4096])('chunks of %d samples give the same numbers as the whole', (size) => {
  const sound = babble(0.6);
  expect(describe(sound, size)).toEqual(describe(sound));
});

const odd: readonly (readonly [string, Float32Array])[] = [
  ['silence', new Float32Array(RATE)],
  ['a constant offset', new Float32Array(RATE).fill(0.7)],
  ['clipped sound', vowel(1, () => 120).map((sample) => Math.max(-1, Math.min(1, 50 * sample)))],
  ['one click', Float32Array.from({ length: RATE }, (_, n) => (n === 8000 ? 1 : 0))],
  ['samples that are no numbers', tone(1, 200).map((sample, n) => ([NaN, Infinity, -Infinity][n % 100] ?? sample))],
];

test.each(odd)('%s gives finite descriptors', (_, samples) => {
  const frames = describe(samples);
  expect(frames).toHaveLength(96);
  expect(frames.every(({ values }) => values.every(Number.isFinite))).toBe(true);
});

test('silence is not voiced and has the lowest level', () => {
  const frames = describe(new Float32Array(RATE));
  expect(new Set(column(frames, 'f0'))).toEqual(new Set([0]));
  expect(new Set(column(frames, 'level'))).toEqual(new Set([-100]));
});

test('a single sample gives no frame', () => {
  expect(describe(Float32Array.of(0.5))).toEqual([]);
});
