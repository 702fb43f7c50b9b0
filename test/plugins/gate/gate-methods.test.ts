import { expect, test } from 'vitest';
import { fitTemperature } from '../../../plugins/gate/fit-temperature.ts';
import { GATE_METHOD_NAMES } from '../../../plugins/gate/gate-method-names.ts';
import { GATE_METHODS } from '../../../plugins/gate/gate-methods.ts';
import { vra } from '../../../plugins/gate/rectify/vra.ts';
import { trainingUnits } from '../../../plugins/gate/training-units.ts';
import { rowAt } from '../../../plugins/gate/unit-rows.ts';
import golden from './golden/gate.json' with { type: 'json' };

const { width, classes } = golden;
const head = { weight: Float32Array.from(golden.weight), bias: Float32Array.from(golden.bias), width, classes };
const training = trainingUnits({ values: Float32Array.from(golden.train), width }, head, Int32Array.from(golden.labels));
const rows = { values: Float32Array.from(golden.rows), width };
const settings: Readonly<Record<string, Readonly<Record<string, number>>>> = golden.settings;

function scoresOf(name: string, given = settings[name] ?? {}): number[] {
  const method = GATE_METHODS[name]!;
  const score = method.open(method.fit(training, given), head);
  return [0, 1, 2, 3, 4].map((index) => score(rowAt(rows, index)));
}

test('the help names every method, in order', () => expect(GATE_METHOD_NAMES).toEqual(Object.keys(GATE_METHODS)));

test.each(Object.entries(golden.scores))('%s scores as the formula in NumPy does', (name, expected) => {
  scoresOf(name).forEach((score, index) => expect(Math.abs(score - expected[index]!)).toBeLessThan(2e-5 * Math.max(1, Math.abs(expected[index]!))));
});

test('VRA makes low units 0, and does not raise them to the threshold', () => {
  const thresholds = { low: training.quantiles(0.6), high: training.quantiles(0.9), shift: 0 };
  const rectified = [0, 1, 2, 3, 4].flatMap((index) => [...vra(rowAt(rows, index), thresholds)]);
  rectified.forEach((value, at) => expect(value).toBeCloseTo(golden.rectified[at]!, 5));
  expect(golden.rectified).not.toEqual(golden.clipped);
});

test('just under the low threshold a unit is 0, on it itself, and above the high one that', () => {
  const [low, high] = [[0.5, 0.5, 0.5, 0.5], [2, 2, 2, 2]];
  expect([...vra(Float32Array.of(0.499, 0.5, 2, 2.5), { low, high, shift: 0 })]).toEqual([0, 0.5, 2, 2]);
  expect([...vra(Float32Array.of(0.25, 0.5, 2, 2.5), { low, high, shift: 0.25 })]).toEqual([0, 0.75, 2.25, 2]);
});

test('without thresholds VRA is the energy, and with one high threshold for all it is ReAct', () => {
  const none = { low: new Float32Array(width).fill(-Infinity), high: new Float32Array(width).fill(Infinity), shift: 0 };
  const method = GATE_METHODS.vra!;
  const energies = scoresOf('energy');
  const ceiling = GATE_METHODS.react!.fit(training, { high: 0.9 }).ceiling as number;
  const reacts = scoresOf('react', { high: 0.9 });
  [0, 1, 2, 3, 4].forEach((index) => {
    expect(method.open(none, head)(rowAt(rows, index))).toBe(energies[index]);
    expect(method.open({ ...none, high: new Float32Array(width).fill(ceiling) }, head)(rowAt(rows, index))).toBeCloseTo(reacts[index]!, 5);
  });
});

test('the temperature is that of the least negative log-likelihood', () => {
  const { logits, labels, value } = golden.temperature;
  const given = labels.map((_, index) => Float64Array.from(logits.slice(index * classes, (index + 1) * classes)));
  expect(fitTemperature(given, labels)).toBeCloseTo(value, 4);
});

test('logits that are always right are sharpened as far as steps allow, and always wrong ones blurred to the limit', () => {
  const sure = [Float64Array.of(4, 0), Float64Array.of(0, 4)];
  expect(fitTemperature(sure, [0, 1])).toBeLessThan(0.1);
  expect(fitTemperature(sure, [1, 0])).toBeCloseTo(1000, 6);
});
