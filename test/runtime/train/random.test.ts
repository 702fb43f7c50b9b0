import { expect, test } from 'vitest';
import { initialise } from '../../../runtime/train/initialise.ts';
import { drawNumbers } from '../../../runtime/train/draw-numbers.ts';
import { randomFor, shuffled } from '../../../runtime/train/random.ts';
import { glorotUniform, uniformFanIn } from '../../../runtime/train/initialiser.ts';

const many = 200_000;
const sample = (draw: () => number) => Float64Array.from({ length: many }, draw);
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the same seed and keys give the same numbers, any other give others', () => {
  const first = (seed: number, ...keys: (string | number)[]) => randomFor(seed, ...keys).bits();
  expect(first(1, 'step', 3)).toBe(first(1, 'step', 3));
  expect(new Set([first(1, 'step', 3), first(2, 'step', 3), first(1, 'step', 4), first(1, 'fold', 3), first(1, 'step', 3, 0), first(1, 'a', 'b'), first(1, 'ab')]).size).toBe(7);
});

test('uniform numbers fill [0, 1) evenly', () => {
  const { uniform } = randomFor(7, 'uniform');
  const counts = new Uint32Array(64);
  sample(uniform).forEach((value) => counts[Math.floor(value * 64)]!++);
  const chiSquare = counts.reduce((sum, count) => sum + (count - many / 64) ** 2 / (many / 64), 0);
  expect(chiSquare).toBeLessThan(103.4); // The 0.999 quantile with 63 degrees of freedom
  expect(chiSquare).toBeGreaterThan(32.5); // The 0.0005 quantile
});

test('streams of neighbouring steps are not correlated', () => {
  const firsts = Float64Array.from({ length: 5000 }, (_, step) => randomFor(7, 'step', step).uniform() - 0.5);
  const correlation = mean(firsts.slice(1).map((value, index) => value * firsts[index]!)) * 12;
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(5000));
});

test('normal numbers have mean 0, variance 1 and kurtosis 3', () => {
  const values = sample(randomFor(7, 'normal').normal);
  expect(Math.abs(mean(values))).toBeLessThan(0.01);
  expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
  expect(mean(values.map((value) => value ** 4))).toBeCloseTo(3, 0);
});

test('shuffling gives each order alike', () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffled(3, randomFor(seed, 'order')).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.values()].map((count) => Math.abs(count - 1000) < 130)).toEqual(new Array(6).fill(true));
});

test('the numbers of a step depend on seed and step alone, and those for dropout are odd', () => {
  const draws = { dropout: 100, normal: 3, uniform: 2 };
  expect(drawNumbers(draws, 1, 5)).toEqual(drawNumbers(draws, 1, 5));
  expect(drawNumbers(draws, 1, 6)).not.toEqual(drawNumbers(draws, 1, 5));
  expect(drawNumbers(draws, 1, 5).dropout.every((value) => value % 2 !== 0)).toBe(true);
});

test('parameters are drawn by name, within their limit', () => {
  const spec = { name: 'a/weight', shape: [50, 40], initialiser: uniformFanIn(50) };
  const values = initialise(spec, 3);
  expect(initialise(spec, 3)).toEqual(values);
  expect(initialise({ ...spec, name: 'b/weight' }, 3)).not.toEqual(values);
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(1 / Math.sqrt(50));
  expect(mean(Float64Array.from(values, (value) => value ** 2))).toBeCloseTo(1 / 150, 3); // limit² / 3
  expect(glorotUniform(2, 4)).toEqual({ kind: 'uniform', limit: 1 });
});

test('orthogonal parameters have orthonormal rows or columns in each block', () => {
  for (const [rows, columns] of [[4, 4], [3, 5], [5, 3]] as const) {
    const width = 2 * columns;
    const values = initialise({ name: 'r', shape: [rows, width], initialiser: { kind: 'orthogonal', columns } }, 1);
    const entry = (row: number, column: number) => values[row * width + columns + column]!; // The second block
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        const product = Array.from({ length }, (_, k) => (rows <= columns ? entry(i, k) * entry(j, k) : entry(k, i) * entry(k, j))).reduce((sum, value) => sum + value, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 5);
      }
    }
  }
});

test('given values must be as many as the shape holds', () => {
  expect(() => initialise({ name: 'w', shape: [2, 2], initialiser: { kind: 'values', values: Float32Array.of(1) } }, 1)).toThrow('parameter w: 1 values are given for the shape [2, 2]');
});
