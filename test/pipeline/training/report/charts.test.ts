import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calibrationErrorOf } from '../../../../fusion/metrics/calibration-error.ts';
import { lineChart } from '../../../../pipeline/training/report/line-chart.ts';
import { readValidation } from '../../../../pipeline/training/report/read-validation.ts';
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

test('small numbers along an axis are written short', () => {
  const { markup } = lineChart({ title: 't', xLabel: 'step', series: [{ name: 'a', colour: 0, points: [[1, 0], [2, 0.001]] }] }).figure;
  expect([...markup.matchAll(/text-anchor="end">([^<]*)</g)].map(([, text]) => text)).toEqual(['0', '2e−4', '4e−4', '6e−4', '8e−4', '1e−3', 'step']);
});

test('lines of one point and of equal values are drawn inside the chart', () => {
  for (const points of [[[1, 0.5]], [[1, 0], [2, 0]], [[3, -2], [4, -2]]] as const) {
    const numbers = paths(points)[0]!.match(/-?[\d.]+/g)!.map(Number);
    expect(numbers.every((value) => value >= 0 && value <= 460)).toBe(true);
  }
  expect(paths([])[0]).toBe('');
});

const writeTable = async (lines: readonly string[]) => {
  const path = join(await mkdtemp(join(tmpdir(), 'affekt-validation-')), 'validation.csv');
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
};

test('of a long table of predictions some thousand rows are shown, from its beginning to its end', async () => {
  const path = await writeTable(['clip,valence,actual_valence', ...Array.from({ length: 20_000 }, (_, row) => `clip,${row / 20_000},${row / 10_000}`)]);
  const { valence, arousal } = await readValidation(path, []);
  expect(valence.length).toBeGreaterThan(1500);
  expect(valence.length).toBeLessThanOrEqual(3000);
  const steps = valence.slice(1).map(([value], index) => value - valence[index]![0]);
  expect(Math.max(...steps)).toBeCloseTo(Math.min(...steps), 9);
  expect(valence.at(-1)![1]).toBeGreaterThan(1.999);
  expect(arousal).toEqual([]);
});

test('calibration is that of the rows whose class is known, over any number of them', async () => {
  const answers = ['calm,0.8,0.2,calm', 'calm,0.8,0.2,glad', 'glad,0.1,0.9,glad', 'glad,0.4,0.6,'];
  const path = await writeTable(['clip,expression,p_calm,p_glad,actual_expression', ...Array.from({ length: 10_000 }, (_, row) => `"a ""quoted"", name",${answers[row % 4]!}`)]);
  const { calibration, valence } = await readValidation(path, ['calm', 'glad']);
  expect(calibration!.weight.reduce((sum, weight) => sum + weight, 0)).toBe(7500);
  expect(calibrationErrorOf(calibration!)).toBeCloseTo((2 * 0.3 + 0.1) / 3, 9); // 0.8 is right half of the time, 0.9 always
  expect(valence).toEqual([]);
});

test('no table, and one without true classes, tell nothing', async () => {
  expect(await readValidation('/nowhere/validation.csv', ['calm', 'glad'])).toEqual({ valence: [], arousal: [] });
  const path = await writeTable(['clip,expression,p_calm,p_glad', 'a,calm,0.8,0.2']);
  expect(await readValidation(path, ['calm', 'glad'])).toEqual({ calibration: undefined, valence: [], arousal: [] });
});
