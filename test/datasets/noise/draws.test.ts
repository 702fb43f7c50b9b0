import { expect, test } from 'vitest';
import { clipRandom, type ClipRandom } from '../../../datasets/noise/clip-random.ts';
import { lostFrames } from '../../../datasets/noise/lost-frames.ts';
import { cutNoise, drawNoise } from '../../../datasets/noise/noise-piece.ts';
import { NOISE_RECIPES } from '../../../datasets/noise/recipes.ts';
import { silenceStretches } from '../../../datasets/noise/silence-stretches.ts';
import { whiteNoise } from '../../../datasets/noise/white-noise.ts';

const clips = Array.from({ length: 3000 }, (_, index) => `clip_${index}`);
const counts = (values: readonly (number | undefined)[]) => Object.fromEntries([...Map.groupBy(values, String)].map(([value, of]) => [value, of.length]));
const random = (clip = 'a') => clipRandom(1, clip, 'test');
/** Always the lowest, or nearly the highest number. */
const fixed = (share: number): ClipRandom => ({ uniform: () => share, whole: (low, high) => low + Math.floor(share * (high - low + 1)), one: (choices) => choices[Math.floor(share * choices.length)]! });

test('a clip of MER-NOISE has 5, 6, 7, 8, 9 or 10 dB and a blur of 1, 2 or 4, all as likely and drawn apart (trap 28)', () => {
  const drawn = clips.map((clip) => NOISE_RECIPES.mer2023!.draw(clipRandom(0, clip, 'mer2023'), {}));
  const decibels = drawn.map(({ sound }) => (sound?.kind === 'mix' ? sound.decibels : undefined));
  const rates = drawn.map(({ picture }) => (picture?.kind === 'blur' ? picture.rate : undefined));
  expect(Object.keys(counts(decibels))).toEqual(['5', '6', '7', '8', '9', '10']);
  expect(Object.keys(counts(rates))).toEqual(['1', '2', '4']);
  for (const count of Object.values(counts(decibels))) expect(Math.abs(count - 500)).toBeLessThan(85); // Four standard deviations
  for (const count of Object.values(counts(rates))) expect(Math.abs(count - 1000)).toBeLessThan(105);
  const both = counts(decibels.map((value, index) => value! * 10 + rates[index]!));
  for (const count of Object.values(both)) expect(Math.abs(count - 3000 / 18)).toBeLessThan(52);
});

test('what a clip draws does not depend on other clips, and is another with another seed', () => {
  const draw = (seed: number, clip: string) => [1, 2, 3].map(() => clipRandom(seed, clip, 'x').uniform());
  expect(draw(1, 'b')).toEqual(draw(1, 'b'));
  expect(draw(1, 'b')).not.toEqual(draw(2, 'b'));
  expect(draw(1, 'b')).not.toEqual(draw(1, 'c'));
});

test('noise files are joined until they are longer than the clip, not only as long (trap 28)', async () => {
  const piece = await drawNoise(random(), ['a', 'b'], { wanted: 30, lengthOf: async () => 10 });
  expect(piece.files).toHaveLength(4);
});

test('a crop begins at the first sample or leaves exactly enough at the end, and anywhere between (trap 28)', async () => {
  const at = (share: number) => drawNoise(fixed(share), ['a'], { wanted: 25, lengthOf: async () => 10 });
  expect((await at(0)).start).toBe(0);
  expect((await at(0.9999)).start).toBe(5);
});

test('a piece goes over the ends of its files', () => {
  const sounds = [Int16Array.of(1, 2, 3), Int16Array.of(4, 5), Int16Array.of(6, 7, 8)];
  expect([...cutNoise(sounds, 0, 8)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...cutNoise(sounds, 2, 4)]).toEqual([3, 4, 5, 6]);
  expect([...cutNoise(sounds, 5, 2)]).toEqual([6, 7]);
});

test('lost frames make up the share that was asked for, in runs as long as asked for, and never the first', () => {
  const isLost = lostFrames(random(), { share: 0.3, burst: 5 });
  const lost = Array.from({ length: 40_000 }, () => isLost());
  const runs = lost.filter((each, index) => each && !lost[index - 1]).length;
  const count = lost.filter(Boolean).length;
  expect(lost[0]).toBe(false);
  expect(count / lost.length).toBeCloseTo(0.3, 1);
  expect(count / runs).toBeGreaterThan(4.5);
  expect(count / runs).toBeLessThan(5.5);
});

test('stretches of silence are told in seconds, neighbours as one, and nothing else changes', () => {
  const sound = Int16Array.from({ length: 1000 }, (_, index) => index + 1);
  const { samples, silent } = silenceStretches(random('b'), sound, { share: 0.5, seconds: 0.1, rate: 1000 });
  const muted = (index: number) => silent.some(([from, to]) => index / 1000 >= from && index / 1000 < to);
  expect(silent.length).toBeGreaterThan(0);
  expect([...samples]).toEqual([...sound].map((value, index) => (muted(index) ? 0 : value)));
  expect(silent.every(([from], index) => index === 0 || silent[index - 1]![1] < from)).toBe(true);
});

test.each([[0, 0], [1, 1]])('a share of %i silences as much', (share, level) => {
  const { samples } = silenceStretches(random(), new Int16Array(500).fill(7), { share, seconds: 0.1, rate: 1000 });
  expect(samples.filter((value) => value === 0).length / 500).toBe(level);
});

test('white noise has mean 0 and variance 1', () => {
  const noise = whiteNoise(random(), 20_000);
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length).toBeCloseTo(1, 1);
});

test.each(Object.entries(NOISE_RECIPES))('%s draws from its settings as they stand', (_, { settings, draw }) => {
  const values = Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.values]));
  const damage = draw(random(), values);
  expect(Object.keys(damage).length).toBeGreaterThan(0);
  expect(JSON.stringify(damage)).not.toContain('null');
});
