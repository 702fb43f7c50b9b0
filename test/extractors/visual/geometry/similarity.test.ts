import { expect, test } from 'vitest';
import { invertAffine, transformPoint } from '../../../../extractors/visual/geometry/affine.ts';
import { alignment } from '../../../../extractors/visual/geometry/alignment.ts';
import { ARCFACE_TEMPLATE, toPoints } from '../../../../extractors/visual/geometry/face-template.ts';
import { similarityFrom } from '../../../../extractors/visual/geometry/similarity.ts';
import golden from './golden/similarity.json' with { type: 'json' };

const POINTS = [{ x: 3, y: 4 }, { x: 10, y: 1 }, { x: -5, y: 7 }];

test('a rotation by 30 degrees, twice the size and a shift are found again from three points', () => {
  const [cosine, sine] = [2 * Math.cos(Math.PI / 6), 2 * Math.sin(Math.PI / 6)];
  const truth = [cosine, -sine, 11, sine, cosine, -7] as const;
  const found = similarityFrom(POINTS, POINTS.map((point) => transformPoint(truth, point)));
  for (const [index, value] of found.entries()) expect(value).toBeCloseTo(truth[index]!, 10);
});

test.each(golden)('points that no similarity maps exactly get the least-squares one, as numpy finds it', ({ from, to, matrix }) => {
  for (const [index, value] of similarityFrom(from, to).entries()) expect(value).toBeCloseTo(matrix[index]!, 8);
});

test('points in one place are refused, since any scale would do', () => {
  expect(() => similarityFrom([{ x: 1, y: 1 }, { x: 1, y: 1 }], POINTS.slice(0, 2))).toThrow(RangeError);
});

test('different numbers of points are refused', () => {
  expect(() => similarityFrom(POINTS, POINTS.slice(0, 2))).toThrow('3 points against 2');
});

test('a matrix that flattens the plane has no inverse', () => {
  expect(() => invertAffine([1, 2, 0, 2, 4, 0])).toThrow(RangeError);
});

test('a face that lies as in the template, at another size, is aligned by the scale alone', () => {
  const [scale, shear] = alignment(ARCFACE_TEMPLATE.landmarks, ARCFACE_TEMPLATE, 224);
  expect(scale).toBeCloseTo(2, 10);
  expect(shear).toBeCloseTo(0, 10);
  expect(toPoints(ARCFACE_TEMPLATE.landmarks)).toHaveLength(5);
});
