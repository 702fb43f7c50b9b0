import { expect, test } from 'vitest';
import { refinePeak } from '../../../../extractors/audio/descriptors/refine-peak.ts';

test('the top of a parabola is found from three of its values', () => {
  const at = (x: number) => 3 - 2 * (x - 0.25) ** 2;
  const { offset, height } = refinePeak(at(-1), at(0), at(1));
  expect(offset).toBeCloseTo(0.25, 12);
  expect(height).toBeCloseTo(3, 12);
});

test('what does not bend downwards stays as it is', () => {
  expect(refinePeak(1, 1, 1)).toEqual({ offset: 0, height: 1 });
  expect(refinePeak(4, 1, 2)).toEqual({ offset: 0, height: 1 });
});
