import { expect, test } from 'vitest';
import { transformer } from '../../../fusion/models/transformer.ts';
import { TRANSFORMER_OPTIONS } from '../../../fusion/models/transformer-options.ts';
import { extendPositions } from '../../../pipeline/stretch/extend-positions.ts';

const rotaryOf = (options: Parameters<typeof extendPositions>[0]) => {
  const defaults = Object.fromEntries(Object.entries(TRANSFORMER_OPTIONS).map(([name, option]) => [name, option.default]));
  return transformer({ ...defaults, ...options } as unknown as Parameters<typeof transformer>[0]).rotary!;
};
const extend = (options: Parameters<typeof extendPositions>[0], more: Partial<Parameters<typeof extendPositions>[2]> = {}) => extendPositions(options, rotaryOf(options), { window: 64, target: 256, scaling: 'base', base: null, ...more });

test('heads of 16 numbers, which 10 000 takes as far as 91, get the smallest base that takes them to 256', () => {
  expect(extend({ hidden: 64, heads: 4 })).toEqual({ hidden: 64, heads: 4, rotaryBase: 8600 }); // The paper's definition on a grid of two digits
});

test('a base that reaches stays', () => {
  expect(extend({ hidden: 256, heads: 4 })).toMatchObject({ rotaryBase: 10_000 }); // 64 numbers: 725
});

test('each layer of a list gets its own, and one that sees a few frames only needs no more than they', () => {
  const layers = [{ headDim: 16 }, { headDim: 64 }, { headDim: 16, window: 80 }];
  expect(extend({ hidden: 64, layers }).layers).toEqual([{ headDim: 16, rotaryBase: 8600 }, { headDim: 64, rotaryBase: 10_000 }, { headDim: 16, window: 80, rotaryBase: 10_000 }]);
});

test('positions that are squeezed keep the base, and are divided by the factor once more', () => {
  expect(extend({ hidden: 64, heads: 4, positionScale: 2 }, { scaling: 'interpolation' })).toEqual({ hidden: 64, heads: 4, positionScale: 8 });
});
