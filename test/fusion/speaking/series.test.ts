import { expect, test } from 'vitest';
import { fastPart } from '../../../fusion/speaking/fast-part.ts';
import { toHeardMoments } from '../../../fusion/speaking/heard-moments.ts';
import { toRegularSeries } from '../../../fusion/speaking/regular-series.ts';

const values = (series: { readonly values: Float64Array }) => Array.from(series.values, (value) => Number(value.toFixed(6)));

test('values lie on multiples of 0.04 s, straight between the measured ones', () => {
  const series = toRegularSeries([0.05, 0.1, 0.17], [5, 10, 17], 0.09);
  expect(series.first).toBe(2);
  expect(values(series)).toEqual([8, 12, 16]);
});

test('measurements on the grid come back as they are, whatever their time is rounded to', () => {
  expect(values(toRegularSeries([0, 0.04, 0.0800000001, 0.1199999999], [1, 7, 3, 9], 0.09))).toEqual([1, 7, 3, 9]);
});

test('nothing is known between two measurements that are too far apart', () => {
  expect(values(toRegularSeries([0, 0.04, 0.2, 0.24], [1, 1, 1, 1], 0.09))).toEqual([1, 1, Number.NaN, Number.NaN, Number.NaN, 1, 1]);
  expect(toRegularSeries([], [], 0.09).values).toHaveLength(0);
});

test('the fast part keeps a sine by one less the response of a Hann window, and leaves nothing of a steady value', () => {
  const [rate, middle] = [4, 50];
  const sine = Float64Array.from({ length: 101 }, (_, index) => 0.3 + Math.cos(2 * Math.PI * rate * 0.04 * (index - middle)));
  const weights = Array.from({ length: 13 }, (_, index) => Math.sin((Math.PI * (index + 1)) / 14) ** 2);
  const response = weights.reduce((sum, weight, index) => sum + weight * Math.cos(2 * Math.PI * rate * 0.04 * (index - 6)), 0) / weights.reduce((sum, weight) => sum + weight, 0);
  expect(fastPart(sine)[middle]).toBeCloseTo(1 - response, 9);
  expect(Array.from(fastPart(Float64Array.of(4, 4, Number.NaN, 4)), (value) => Math.round(value * 1e9))).toEqual([expect.closeTo(0), expect.closeTo(0), Number.NaN, expect.closeTo(0)]);
});

test('what is 30 dB below the loudest around counts as silence, however it changes', () => {
  const levels = Array.from({ length: 100 }, (_, index) => (index < 50 ? -90 + 20 * (index % 2) : -20));
  const heard = toHeardMoments({ turns: [], start: -0.02, frameSeconds: 0.04, levels });
  expect(heard.levels[30]).toBeCloseTo(0, 9);
  expect(Math.abs(heard.levels[10]!)).toBeGreaterThan(1);
});

test('levels are read at the middle of their frame, between frames straight', () => {
  const ramp = toHeardMoments({ turns: [], start: -0.02, frameSeconds: 0.04, levels: [-10, -10, 0, -10, -10, -10, -10, -10] });
  const early = toHeardMoments({ turns: [], start: 0, frameSeconds: 0.04, levels: [-10, -10, 0, -10, -10, -10, -10, -10] });
  expect(ramp.levels[2]! - ramp.levels[1]!).toBeCloseTo(10, 0);
  expect(early.levels[2]!).toBeCloseTo(early.levels[3]!, 0);
});

test('a turn reaches from its start to its end, with a tenth of a second around it to look at', () => {
  const { inTurn, nearTurn } = toHeardMoments({ turns: [{ start: 0.4, end: 0.8 }], start: 0, frameSeconds: 0.04, levels: new Float64Array(40) });
  expect([inTurn.indexOf(1), inTurn.lastIndexOf(1)]).toEqual([10, 19]);
  expect([nearTurn.indexOf(1), nearTurn.lastIndexOf(1)]).toEqual([8, 22]);
});
