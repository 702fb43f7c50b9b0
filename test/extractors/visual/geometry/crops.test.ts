import { expect, test } from 'vitest';
import { transformPoint } from '../../../../extractors/visual/geometry/affine.ts';
import { cutMatrix } from '../../../../extractors/visual/geometry/face-cut.ts';
import { ARCFACE_TEMPLATE } from '../../../../extractors/visual/geometry/face-template.ts';
import { fromField, letterbox } from '../../../../extractors/visual/geometry/letterbox.ts';
import { enlargeToSquare } from '../../../../extractors/visual/geometry/enlarge-to-square.ts';
import { faceIn } from '../faces.ts';
import { pattern } from '../pattern.ts';

const face = faceIn({ x: 100, y: 50, width: 80, height: 100 });
const image = pattern(320, 240);

test('a wide picture is letterboxed in the middle: its corners lie on the bars’ edges', () => {
  const matrix = letterbox({ width: 1280, height: 720 }, { width: 256, height: 256 });
  expect(fromField(matrix, { x: 0, y: 56 })).toEqual({ x: 0, y: 0 });
  expect(fromField(matrix, { x: 256, y: 200 })).toEqual({ x: 1280, y: 720 });
});

test('a box becomes a square of its longer side around the same middle', () => {
  expect(enlargeToSquare({ x: 10, y: 20, width: 40, height: 80 }, 1.5)).toEqual({ x: -30, y: 0, width: 120, height: 120 });
});

test('the aligned cut brings the template’s nose onto the nose', () => {
  const turned = { ...face, landmarks: { ...ARCFACE_TEMPLATE.landmarks } };
  const { x, y } = transformPoint(cutMatrix({ kind: 'aligned', template: ARCFACE_TEMPLATE }, { face: turned, image }, 112), { x: 56.0252, y: 71.7366 });
  expect([x, y]).toEqual([expect.closeTo(56.0252, 6), expect.closeTo(71.7366, 6)]);
});

test('the landmark cut has its middle between eyes and mouth and does not depend on the box', () => {
  const cut = { kind: 'landmarks', spread: 2.5, down: 0.5 } as const;
  const matrix = cutMatrix(cut, { face, image }, 64);
  expect(transformPoint(matrix, { x: 31.5, y: 31.5 })).toEqual({ x: expect.closeTo(140, 6), y: expect.closeTo(110, 6) });
  expect(matrix).toEqual(cutMatrix(cut, { face: { ...face, box: { x: 0, y: 0, width: 5, height: 5 } }, image }, 64));
});

test('the landmark cut of a tilted head has the eyes level', () => {
  const tilted = { ...face, landmarks: { ...face.landmarks, leftEye: { x: 156, y: 106 } } };
  const [a, , , d] = cutMatrix({ kind: 'landmarks', spread: 2.5, down: 0.5 }, { face: tilted, image }, 64);
  expect(Math.atan2(d, a)).toBeCloseTo(Math.atan2(16, 32), 10);
});

test('the square cut is as wide as the longer side of the box times the factor', () => {
  const matrix = cutMatrix({ kind: 'square', enlarge: 1.2 }, { face, image }, 60);
  expect(matrix[0]).toBeCloseTo(2, 10);
  expect(transformPoint(matrix, { x: 29.5, y: 29.5 })).toEqual({ x: 139.5, y: 99.5 });
});
