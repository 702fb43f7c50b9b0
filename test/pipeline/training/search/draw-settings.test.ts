import { expect, test } from 'vitest';
import { drawSettings } from '../../../../pipeline/training/search/draw-settings.ts';

const grid = { 'model.options.hidden': [64, 128, 256], 'training.learningRate': [1e-3, 1e-4], 'model.options.gate': [true, false] };

test('no point is drawn twice, and a grid that is drawn out gives each point once', () => {
  const all = drawSettings(grid, { draws: 50, seed: 1 });
  expect(all).toHaveLength(12);
  expect(new Set(all.map((settings) => JSON.stringify(settings))).size).toBe(12);
});

test('the n-th draw does not depend on how many are drawn', () => {
  const all = drawSettings(grid, { draws: 12, seed: 7 });
  for (const draws of [1, 5, 11]) expect(drawSettings(grid, { draws, seed: 7 })).toEqual(all.slice(0, draws));
});

test('the same seed draws the same, another seed another order', () => {
  expect(drawSettings(grid, { draws: 12, seed: 7 })).toEqual(drawSettings(grid, { draws: 12, seed: 7 }));
  expect(drawSettings(grid, { draws: 12, seed: 8 })).not.toEqual(drawSettings(grid, { draws: 12, seed: 7 }));
});

test.each([0, 3, 11])('each of twelve points is as likely as any other at draw %i', (place) => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2400; seed++) {
    const point = JSON.stringify(drawSettings(grid, { draws: 12, seed })[place]);
    counts.set(point, (counts.get(point) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
  expect(counts.size).toBe(12);
  expect(chiSquare).toBeLessThan(31.26); // The 99.9 % quantile for 11 degrees of freedom
});

test('a grid of billions of points is drawn from without making them', () => {
  const large = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`training.x${index}`, Array.from({ length: 10 }, (_unused, value) => value)]));
  const draws = drawSettings(large, { draws: 1000, seed: 1 });
  expect(draws).toHaveLength(1000);
  for (const name of ['training.x0', 'training.x14']) expect(new Set(draws.map((settings) => settings[name])).size).toBe(10);
});

test('a grid with more points than can be numbered is refused', () => {
  const values = Array.from({ length: 100 }, (_, value) => value);
  const large = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`training.x${index}`, values]));
  expect(() => drawSettings(large, { draws: 1, seed: 1 })).toThrow('too many to number');
});
