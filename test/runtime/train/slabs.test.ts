import { expect, test } from 'vitest';
import { planSlabs } from '../../../runtime/train/slabs.ts';
import type { ParameterSpec } from '../../../runtime/train/declare.ts';

const parameter = (name: string, ...shape: number[]): ParameterSpec => ({ name, shape, initialiser: { kind: 'constant', value: 0 } });

test('big parameters are alone, small ones share slabs of at most 65,536 elements', () => {
  const slabs = planSlabs([parameter('a', 200, 200), parameter('b', 30_000), parameter('c', 256, 256), parameter('d', 128, 200), parameter('e', 10_000), parameter('f', 7)]);
  expect(slabs.map(({ name, shape, members }) => [name, shape, members.map((member) => member.spec.name).join('')])).toEqual([
    ['p0', [200, 200], 'a'],
    ['p1', [256, 256], 'c'],
    ['small0', [55_600], 'bd'],
    ['small1', [10_007], 'ef'],
  ]);
  expect(slabs.at(-1)!.members.map(({ offset, size }) => [offset, size])).toEqual([[0, 10_000], [10_000, 7]]);
});
