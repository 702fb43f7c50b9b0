import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineChart } from '../../../../pipeline/training/report/line-chart.ts';
import { readAffect } from '../../../../pipeline/training/report/read-affect.ts';
import { ticks } from '../../../../pipeline/training/report/ticks.ts';

const paths = (points: readonly (readonly [number, number])[]) => [...lineChart({ title: 't', xLabel: 'epoch', series: [{ name: 'a', colour: 0, points }] }).figure.markup.matchAll(/ d="([^"]*)"/g)].map(([, path]) => path);

test.each([
  [[0, 1], { count: 5 }, [0, 0.2, 0.4, 0.6, 0.8, 1], 1],
  [[0.13, 0.37], { count: 5 }, [0.15, 0.2, 0.25, 0.3, 0.35], 2],
  [[1, 3], { count: 6, whole: true }, [1, 2, 3], 0],
  [[-40, 160], { count: 4 }, [0, 50, 100, 150], 0],
] as const)('%j has round ticks', (range, options, values, digits) => {
  const found = ticks(range, options);
  expect(found.digits).toBe(digits);
  expect(found.values).toHaveLength(values.length);
  found.values.forEach((value, index) => expect(value).toBeCloseTo(values[index]!, 12));
});

test('a value that is no number leaves a gap in the line', () => {
  expect(paths([[1, 0], [2, 1], [3, NaN], [4, 1], [5, 0]])[0]).toMatch(/^M\S+ \S+L\S+ [^M]*M\S+ \S+L\S+ \S+h0$/);
});

test('lines of one point and of equal values are drawn inside the chart', () => {
  for (const points of [[[1, 0.5]], [[1, 0], [2, 0]], [[3, -2], [4, -2]]] as const) {
    const numbers = paths(points)[0]!.match(/-?[\d.]+/g)!.map(Number);
    expect(numbers.every((value) => value >= 0 && value <= 460)).toBe(true);
  }
  expect(paths([])[0]).toBe('');
});

test('of a long table of predictions some thousand rows are read, from its beginning to its end', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'affekt-affect-')), 'validation.csv');
  await writeFile(path, ['clip,fold,valence,arousal', ...Array.from({ length: 20_000 }, (_, row) => `clip,fold-1,${row / 20_000},0`), ''].join('\n'));
  const points = await readAffect(path);
  expect(points.length).toBeGreaterThan(1500);
  expect(points.length).toBeLessThanOrEqual(3000);
  const steps = points.slice(1).map(([valence], index) => valence - points[index]![0]);
  expect(Math.max(...steps)).toBeCloseTo(Math.min(...steps), 9);
  expect(points[0]![0]).toBe(0);
  expect(points.at(-1)![0]).toBeGreaterThan(0.999);
});

test('a table without valence and arousal, and none at all, have no points', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-affect-'));
  await writeFile(join(folder, 'classes.csv'), 'clip,expression,p_calm,p_glad\na,calm,0.8,0.2\n');
  expect(await readAffect(join(folder, 'classes.csv'))).toEqual([]);
  expect(await readAffect(join(folder, 'none.csv'))).toEqual([]);
});
