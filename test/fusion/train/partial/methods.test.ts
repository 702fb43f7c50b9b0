import { readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { marginsOf } from '../../../../fusion/train/partial/beliefs.ts';
import { PARTIAL_METHODS } from '../../../../fusion/train/partial/methods.ts';
import { alim } from '../../../../fusion/train/partial/methods/alim.ts';
import { irnet } from '../../../../fusion/train/partial/methods/irnet.ts';
import { lws } from '../../../../fusion/train/partial/methods/lws.ts';
import { normaliseRows } from '../../../../fusion/train/partial/normalise-rows.ts';
import type { PartialBatch } from '../../../../fusion/train/partial/partial-method.ts';
import { onTfjsCpu } from '../../../runtime/compile/on-tfjs-cpu.ts';

interface Golden {
  readonly classes: number;
  readonly logits: readonly (readonly number[])[];
  readonly sets: readonly number[];
  readonly lambda: number;
  readonly momentum: number;
  readonly margins: readonly (number | null)[];
  readonly methods: Readonly<Record<string, { readonly losses: readonly number[]; readonly targets: readonly number[]; readonly candidates?: readonly number[] }>>;
}

const golden = JSON.parse(readFileSync(new URL('golden/methods.json', import.meta.url), 'utf8')) as Golden;
const C = golden.classes;
const matrix = (values: readonly number[]) => tf.tensor2d([...values], [values.length / C, C]);
const alike = (sets: readonly number[]) => sets.map((flag, at) => flag / sets.slice(at - (at % C), at - (at % C) + C).reduce((sum, value) => sum + value, 0));

beforeAll(onTfjsCpu);

function batchOf(changes: Partial<PartialBatch> = {}): PartialBatch {
  const [first, second] = golden.logits.map(matrix);
  return { beliefs: [tf.softmax(first!), tf.softmax(second!)], candidates: matrix(golden.sets), targets: matrix(alike(golden.sets)), lambda: tf.scalar(golden.lambda), momentum: tf.scalar(golden.momentum), open: tf.scalar(1), ...changes };
}

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];
function expectNear(tensor: tf.Tensor, expected: readonly number[]): void {
  values(tensor).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 4));
  expect(tensor.size).toBe(expected.length);
}

describe.each(Object.keys(golden.methods))('%s', (name) => {
  const method = PARTIAL_METHODS[name]!;
  const expected = golden.methods[name]!;
  /** IRNet's τ and LWS's β in the golden numbers. */
  const { update, losses } = name.startsWith('irnet') ? irnet({ threshold: 0.05, loss: name === 'irnet' ? 'ce' : 'sce' }) : name === 'lws' ? lws(2) : method;

  test('a step gives what numpy gives by the formulas of the paper', () => {
    const before = method.start === 'classes' ? tf.fill([golden.sets.length / C, C], 1 / C) : matrix(alike(golden.sets));
    const { targets, candidates = matrix(golden.sets) } = update(batchOf({ targets: before, ...(name === 'moving' && { lambda: tf.scalar(0) }) }));
    expectNear(targets, expected.targets);
    expectNear(candidates, expected.candidates ?? golden.sets);
    expectNear(losses(matrix(golden.logits[0]!), { before, targets, candidates }), expected.losses);
  });
});

test('margins are those of numpy; a row without another class has a huge one', () => {
  values(marginsOf(tf.softmax(matrix(golden.logits[0]!)), matrix(golden.sets))).forEach((margin, row) => {
    const expected = golden.margins[row];
    if (expected == null) expect(margin).toBeGreaterThan(1e6);
    else expect(margin / expected).toBeCloseTo(1, 3);
  });
});

test('with λ = 0 ALIM is its base, bit by bit; with λ = 1 the sets do not matter', () => {
  const [base, none] = [PARTIAL_METHODS.moving!, alim()].map(({ update }) => values(update(batchOf({ lambda: tf.scalar(0) })).targets));
  expect(none).toEqual(base);
  const targets = matrix(alike(golden.sets));
  const swapped = matrix(golden.sets.map((_, at) => (at % C === 0 ? 1 : 0)));
  const all = [matrix(golden.sets), swapped].map((candidates) => values(alim({ scale: 0.5 }).update(batchOf({ candidates, targets, lambda: tf.scalar(1) })).targets));
  expect(all[1]).toEqual(all[0]);
});

test('a small scale is one-hot, a scale of 2 takes roots', () => {
  const scores = tf.tensor2d([[0.5, 0.4, 0.1, 0]]);
  expectNear(normaliseRows(scores, { scale: 0.001 }), [1, 0, 0, 0]);
  const roots = [0.5, 0.4, 0.1].map(Math.sqrt);
  const sum = roots[0]! + roots[1]! + roots[2]!;
  expectNear(normaliseRows(scores, { scale: 2 }), [roots[0]! / sum, roots[1]! / sum, roots[2]! / sum, 0]);
});

describe('IRNet', () => {
  const sure = () => tf.softmax(tf.tensor2d([[0, 0, 6, 0]]));
  const other = (logits: number[]) => tf.softmax(tf.tensor2d([logits]));
  const given = (changes: Partial<PartialBatch>) => batchOf({ candidates: tf.tensor2d([[1, 1, 0, 0]]), targets: tf.tensor2d([[0.5, 0.5, 0, 0]]), beliefs: [sure(), sure()], momentum: tf.scalar(1), ...changes });
  const setOf = (changes: Partial<PartialBatch>) => values(irnet().update(given(changes)).candidates!);

  test('takes in the class that all views prefer, and beliefs sum to 1', () => {
    expect(setOf({})).toEqual([1, 1, 1, 0]);
    const targets = values(irnet().update(given({})).targets);
    expect(targets.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    expect(targets[2]).toBeGreaterThan(0.45);
  });

  test('a view that disagrees, a gap that is too small, a closed epoch and a full set leave it as it was', () => {
    expect(setOf({ beliefs: [sure(), other([0, 0, 0, 6])] })).toEqual([1, 1, 0, 0]);
    expect(setOf({ beliefs: [other([0, 0, 0.2, 0]), sure()] })).toEqual([1, 1, 0, 0]);
    expect(setOf({ open: tf.scalar(0) })).toEqual([1, 1, 0, 0]);
    expect(setOf({ candidates: tf.ones([1, 4]), targets: tf.fill([1, 4], 0.25) })).toEqual([1, 1, 1, 1]);
  });
});
