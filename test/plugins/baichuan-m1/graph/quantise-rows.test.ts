import { expect, test } from 'vitest';
import { quantiseRows } from '../../../../plugins/baichuan-m1/graph/quantise-rows.ts';

/** The numbers that a row of one block stands for. */
function restore({ packed, scales, zeros }: ReturnType<typeof quantiseRows>, bits: 4 | 8): number[] {
  const at = (bytes: Uint8Array, i: number) => (bits === 8 ? bytes[i]! : (bytes[i >> 1]! >> (4 * (i % 2))) & 15);
  return Array.from({ length: 32 }, (_, i) => (at(packed, i) - at(zeros, 0)) * scales[0]!);
}

test('a block of sixteen evenly spaced numbers is kept as it is in four bits', () => {
  const values = Float32Array.from({ length: 32 }, (_, i) => ((i % 16) - 5) * 0.25);
  const rows = quantiseRows(values, 32, 4);
  expect(restore(rows, 4)).toEqual(Array.from(values));
  expect([rows.packed[0], rows.scales[0], rows.zeros[0]]).toEqual([0x10, 0.25, 5]); // 0 and then 1, the first in the lower half
});

test.each([4, 8] as const)('in %i bits no number moves by more than half a step, and zero does not move', (bits) => {
  const values = Float32Array.from({ length: 32 }, (_, i) => (i === 7 ? 0 : Math.sin(i * i) * 3 + 1));
  const step = (Math.max(...values) - Math.min(...values)) / (2 ** bits - 1);
  const restored = restore(quantiseRows(values, 32, bits), bits);
  expect(restored[7]).toBe(0);
  restored.forEach((value, i) => expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(step * 1.0001)); // Zero is shifted to a step, which shifts the others
});

test('each block has its own scale, and the last one is filled up with zeros', () => {
  const rows = quantiseRows(Float32Array.from({ length: 40 }, (_, i) => (i < 32 ? i / 31 : -8)), 40, 4);
  expect(Array.from(rows.scales)).toEqual([Math.fround(1 / 15), Math.fround(8 / 15)]);
  expect(Array.from(rows.zeros)).toEqual([0xf0]);
  expect(Array.from(rows.packed.subarray(16))).toEqual([0, 0, 0, 0, ...Array(12).fill(0xff)]);
});

test('a block of zeros is kept as zeros', () => expect(restore(quantiseRows(new Float32Array(32), 32, 4), 4)).toEqual(Array(32).fill(0)));
