import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { drawDropOut } from '../../../runtime/ops/draw-drop-out.ts';
import { dropOut } from '../../../runtime/ops/drop-out.ts';
import { onTfjsCpu } from '../compile/on-tfjs-cpu.ts';
import { expectThreeWays, given, runCompiled } from './three-ways.ts';

const [ROWS, COLUMNS] = [1024, 1000];

beforeAll(() => onTfjsCpu());

/** Random numbers in [0, 1) with 48 bits (the generator of POSIX drand48). */
function drand48(seed: number): () => number {
  let state = (BigInt(seed) << 16n) | 0x330en;
  return () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
    return Number(state) / 2 ** 48;
  };
}

/** 1 where an element is kept: shape `[ROWS, COLUMNS]`. */
async function drawKept(rate: number, seed: number): Promise<Uint8Array> {
  const random = drand48(seed);
  const { y } = await runCompiled(({ rows, columns }) => ({ y: dropOut(tf.ones([ROWS, COLUMNS]), rate, { rows: rows!, columns: columns! }) }), {
    rows: { dims: [ROWS], data: drawDropOut(random, ROWS) },
    columns: { dims: [COLUMNS], data: drawDropOut(random, COLUMNS) },
  });
  return Uint8Array.from(y!, (value) => Number(value > 0));
}

/** Correlation of kept with kept, over pairs of elements, in standard deviations of that of independent draws. */
function correlation(a: Uint8Array, b: Uint8Array, rate: number): number {
  const sum = a.reduce((total, value, index) => total + (value - (1 - rate)) * (b[index]! - (1 - rate)), 0);
  return sum / (rate * (1 - rate) * Math.sqrt(a.length));
}

test.each([0.05, 0.1, 0.3, 0.5, 0.8])('a million draws at rate %f drop that share, and each row and column does', async (rate) => {
  const kept = await drawKept(rate, 11);
  const deviations = (lines: number, length: number, at: (line: number, index: number) => number) =>
    Array.from({ length: lines }, (_, line) => {
      const count = Array.from({ length }, (_unused, index) => kept[at(line, index)]!).reduce((a, b) => a + b);
      return (count - length * (1 - rate)) / Math.sqrt(length * rate * (1 - rate));
    });
  const rows = deviations(ROWS, COLUMNS, (row, column) => row * COLUMNS + column);
  const columns = deviations(COLUMNS, ROWS, (column, row) => row * COLUMNS + column);
  const all = kept.reduce((a, b) => a + b, 0);
  expect(Math.abs(all - kept.length * (1 - rate)) / Math.sqrt(kept.length * rate * (1 - rate))).toBeLessThan(4);
  for (const line of [rows, columns]) {
    // Chi-square over the lines: its mean is their number, its deviation the root of twice that
    const chiSquare = line.reduce((sum, deviation) => sum + deviation ** 2, 0);
    expect(Math.abs(chiSquare - line.length) / Math.sqrt(2 * line.length)).toBeLessThan(5);
    expect(Math.max(...line.map(Math.abs))).toBeLessThan(6);
  }
});

test.each([0.1, 0.5])('at rate %f neighbours, far pairs, corners of rectangles, sites and steps are independent', async (rate) => {
  const [kept, other] = [await drawKept(rate, 21), await drawKept(rate, 22)];
  const shifted = (rows: number, columns: number) =>
    Uint8Array.from(kept, (_, index) => kept[((Math.floor(index / COLUMNS) + rows) % ROWS) * COLUMNS + ((index % COLUMNS) + columns) % COLUMNS]!);
  for (const [rows, columns] of [[0, 1], [1, 0], [1, 1], [0, 2], [2, 0], [0, 500], [512, 0], [37, 411]] as const) {
    expect(Math.abs(correlation(kept, shifted(rows, columns), rate)), `shift ${rows}, ${columns}`).toBeLessThan(5);
  }
  expect(Math.abs(correlation(kept, other, rate))).toBeLessThan(5);
  const [right, below, across] = [shifted(0, 1), shifted(1, 0), shifted(1, 1)];
  const centred = (values: Uint8Array, index: number) => (values[index]! - (1 - rate)) / Math.sqrt(rate * (1 - rate));
  const corners = kept.reduce((sum, _, index) => sum + centred(kept, index) * centred(right, index) * centred(below, index) * centred(across, index), 0);
  expect(Math.abs(corners) / Math.sqrt(kept.length)).toBeLessThan(5);
});

test('the same numbers drop the same elements, exactly, on tfjs and through onnxruntime-node', async () => {
  const random = drand48(5);
  const [rows, columns] = [drawDropOut(random, ROWS), drawDropOut(random, COLUMNS)];
  const kept = await drawKept(0.3, 5);
  expect(Buffer.compare(await drawKept(0.3, 5), kept)).toBe(0);
  const eager = dropOut(tf.ones([ROWS, COLUMNS]), 0.3, { rows: tf.tensor1d(rows, 'int32'), columns: tf.tensor1d(columns, 'int32') });
  expect(Buffer.compare(Uint8Array.from(eager.dataSync(), (value) => Number(value > 0)), kept)).toBe(0);
});

test('what is kept is scaled, the gradient likewise, and the rest is zero', async () => {
  const numbers = { rows: { dims: [6], data: drawDropOut(drand48(1), 6) }, columns: { dims: [4], data: drawDropOut(drand48(2), 4) } };
  const fn = ({ x, rows, columns }: Record<string, tf.Tensor>) => dropOut(x!, 0.25, { rows: rows!, columns: columns! });
  await expectThreeWays(fn, { x: given([2, 3, 4]), ...numbers });
  const { output } = await runCompiled((inputs) => ({ output: fn({ ...inputs, x: tf.ones([2, 3, 4]) }) }), numbers);
  expect(new Set(output!.map((value) => value.toFixed(5)))).toEqual(new Set(['0.00000', '1.33333']));
});

test('the numbers are odd and use all 32 bits', () => {
  const numbers = drawDropOut(drand48(9), 10_000);
  expect(numbers.every((value) => (value & 1) === 1)).toBe(true);
  const ones = Array.from({ length: 31 }, (_, bit) => numbers.reduce((sum, value) => sum + ((value >> (bit + 1)) & 1), 0));
  expect(Math.max(...ones.map((count) => Math.abs(count - 5000)))).toBeLessThan(250);
});

test('a rate of zero gives the tensor itself', () => {
  const x = tf.ones([2, 2]);
  expect(dropOut(x, 0, { rows: tf.tensor1d([1, 1], 'int32'), columns: tf.tensor1d([1, 1], 'int32') })).toBe(x);
});
