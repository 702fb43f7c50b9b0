import { expect, test } from 'vitest';
import { seededRandom } from '../../../fusion/metrics/seeded-random.ts';

test('random numbers are in [0, 1) and spread evenly', () => {
  const random = seededRandom(42);
  const bins = new Float64Array(20);
  for (let draw = 0; draw < 100_000; draw++) bins[Math.floor(random() * 20)]! += 1;
  const chiSquare = bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
  expect(chiSquare).toBeLessThan(43.8); // The 99.9th percentile at 19 degrees of freedom
});

test('first numbers of neighbouring seeds are not alike', () => {
  const first = Array.from({ length: 1000 }, (_, seed) => seededRandom(seed)());
  const rising = first.filter((value, seed) => value > (first[seed - 1] ?? 1)).length;
  expect(Math.abs(rising - 500)).toBeLessThan(40);
});

test('a number does not tell of the next', () => {
  const random = seededRandom(7);
  const values = Array.from({ length: 50_000 }, () => random() - 0.5);
  const products = values.slice(1).reduce((sum, value, index) => sum + value * values[index]!, 0);
  expect(Math.abs((products / values.length) * 12)).toBeLessThan(0.015);
});
