import { expect, test } from 'vitest';
import { calibrate } from '../../../plugins/gate/calibrate.ts';
import { fitGate, type GateData } from '../../../plugins/gate/fit-gate.ts';
import { parseGate, toGateText } from '../../../plugins/gate/gate-file.ts';
import { openGate } from '../../../plugins/gate/open-gate.ts';
import { joinRows, rowAt, type UnitRows } from '../../../plugins/gate/unit-rows.ts';
import { randomFor } from '../../../runtime/train/random.ts';

const WIDTH = 8;
const head = { weight: rows('weight', 3, { centre: 0 }).values, bias: Float32Array.of(0, 0.1, -0.1), width: WIDTH, classes: 3 };

interface Draw {
  readonly centre?: number;
  readonly spread?: number;
  readonly relu?: boolean;
}

/** Normal numbers, after ReLU unless their centre is 0. */
function rows(name: string, count: number, { centre = 0.4, spread = 1, relu = centre !== 0 }: Draw = {}): UnitRows {
  const random = randomFor(3, name);
  const values = Float32Array.from({ length: count * WIDTH }, () => centre + spread * random.normal());
  return { values: relu ? values.map((value) => Math.max(0, value)) : values, width: WIDTH };
}

function data(changes: Partial<GateData> = {}): GateData {
  return { head, sha256: 'a'.repeat(64), training: rows('train', 300), validation: rows('validation', 400), outliers: { loud: { units: rows('loud', 100, { spread: 4 }) } }, coverage: 0.9, ...changes };
}

test('the chosen method is never worse than energy on what it was chosen by', () => {
  const { trials, method } = fitGate(data());
  const of = (name: string) => trials.find((trial) => trial.method === name)!.mean;
  expect(of(method)).toBeGreaterThanOrEqual(of('energy'));
  expect(of('energy')).toBeLessThan(0.5); // Loud outliers have high energies: the gate must not choose it
  expect(of(method)).toBeGreaterThan(0.8);
});

test('at the stated coverage that share of validation is let through, and hardly any of the outliers', () => {
  const gate = openGate(fitGate(data()), head, 'gate');
  const passed = (units: UnitRows, coverage?: number) => Array.from({ length: units.values.length / WIDTH }, (_, index) => gate.doubt(gate.read(rowAt(units, index)), coverage)).filter((doubt) => doubt === undefined).length;
  const { validation, outliers } = data();
  expect(passed(validation)).toBe(360);
  expect(passed(validation, 0.5)).toBe(200);
  expect(passed(outliers.loud!.units)).toBeLessThan(10);
});

test('a gate says by its reason what is of that kind, and "unlike training" of what is only strange', () => {
  const gate = openGate(fitGate(data({ methods: ['mahalanobis'], outliers: { near: { units: rows('near', 100, { spread: 2.5 }) }, noise: { units: rows('noise', 100, { spread: 20 }), reason: 'not speech' } } })), head, 'gate');
  const doubts = (units: UnitRows) => new Set(Array.from({ length: 100 }, (_, index) => gate.doubt(gate.read(rowAt(units, index)))));
  expect(doubts(rows('noise', 100, { spread: 20 }))).toContain('not speech');
  expect(doubts(rows('near', 100, { spread: 2.5 }))).toContain('unlike training');
});

test('units that are negative at times leave out what takes them for ReLU, and refuse it when nothing else is asked for', () => {
  const signed = { training: rows('train', 300, { relu: false }), validation: rows('validation', 400, { relu: false }) };
  expect(fitGate(data(signed)).trials.map(({ method }) => method).sort()).toEqual(['cosine', 'dice', 'energy', 'mahalanobis', 'max-logit', 'msp', 'odin']);
  expect(() => fitGate(data({ ...signed, methods: ['vra', 'react'] }))).toThrow('what it is given is negative at times, so that vra, react cannot be used');
});

test.each([
  ['too few rows', { validation: rows('few', 3) }, 'validation: 3 rows are too few, at least 20 are needed'],
  ['no outliers', { outliers: {} }, 'outliers: there are none to choose a method by'],
  ['rows of another width', { training: { values: new Float32Array(300), width: 3 } }, 'training: rows have 3 units, and the last layer takes 8'],
  ['a row that is no number', { validation: { values: new Float32Array(400).fill(NaN), width: WIDTH } }, 'validation: row 0 gives NaN in the last layer'],
])('%s cannot be fitted on', (_, changes, message) => {
  expect(() => fitGate(data(changes))).toThrow(message);
});

test('cross-fitted, each row is judged by what was learnt from other groups, and what is kept is learnt from all', () => {
  const parts = [rows('one', 40), rows('two', 40, { centre: 2 }), rows('three', 40, { spread: 2 })];
  const all = joinRows(parts, WIDTH);
  const groups = Int32Array.from({ length: 120 }, (_, row) => Math.floor(row / 40));
  const fit = (training: UnitRows, more: Partial<GateData> = {}) => fitGate(data({ training, validation: training, labels: new Int32Array(training.values.length / WIDTH), methods: ['cosine'], ...more }));
  const apart = parts.flatMap((own, part) => {
    const gate = openGate(fit(joinRows(parts.filter((_, other) => other !== part), WIDTH)), head, 'gate');
    return Array.from({ length: 40 }, (_, row) => gate.read(rowAt(own, row)).score);
  });
  const crossed = fit(all, { groups });
  expect(crossed.reference.map((value) => value.toFixed(12))).toEqual(calibrate(Float64Array.from(apart), []).reference.map((value) => value.toFixed(12)));
  expect(crossed.parameters).toEqual(fit(all).parameters);
  expect(crossed.reference).not.toEqual(fit(all).reference);
});

test('one class alone still gives a gate: labels only place the centres', () => {
  expect(fitGate(data({ labels: new Int32Array(300), methods: ['mahalanobis'] })).method).toBe('mahalanobis');
});

test('a gate comes back from its file as it was, and judges alike', () => {
  const gate = fitGate(data({ validationLabels: new Int32Array(400).fill(1) }));
  const back = parseGate(toGateText(gate), 'gate.json');
  expect({ ...back, reference: [] }).toEqual({ ...gate, reference: [] });
  const units = rowAt(rows('validation', 400), 7);
  expect(openGate(back, head, 'gate').read(units).familiarity).toBeCloseTo(openGate(gate, head, 'gate').read(units).familiarity, 5);
});

test.each([
  ['{"gate": 2}', 'gate.json: it is no gate: gate:'],
  ['gate', 'gate.json: it is not JSON. Fit the gate again with `affekt gate fit`.'],
])('%s is refused as a gate', (text, message) => {
  expect(() => parseGate(text, 'gate.json')).toThrow(message);
});

test('the same data give the same bytes', () => {
  expect(toGateText(fitGate(data()))).toBe(toGateText(fitGate(data())));
});

test('a reason is given under the score that 99 % of everything else reach', () => {
  const others = Float64Array.from({ length: 101 }, (_, index) => index);
  const { reasons } = calibrate(others.map((score) => score + 50), [{ scores: Float64Array.of(-5, -4, 90), reason: 'not speech' }, { scores: others }]);
  expect(reasons).toEqual([{ reason: 'not speech', under: 1 }]);
});
