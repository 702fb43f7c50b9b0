import { expect, test } from 'vitest';
import { intersectionOverUnion, suppress } from '../../../../extractors/visual/detect/suppress.ts';
import { tileRegions } from '../../../../extractors/visual/detect/tile-regions.ts';
import { faceIn } from '../faces.ts';

const box = { x: 0, y: 0, width: 10, height: 10 };
const near = { ...box, x: 2 };
const far = { ...box, x: 50 };

test('two boxes that share a third of their area have that overlap', () => {
  expect(intersectionOverUnion(box, { ...box, x: 5 })).toBeCloseTo(1 / 3, 10);
  expect(intersectionOverUnion(box, far)).toBe(0);
});

test('of overlapping faces the strongest stays as it is, and others come after it by score', () => {
  const faces = suppress([faceIn(near, 0.7), faceIn(far, 0.8), faceIn(box, 0.9)], { overlap: 0.3 });
  expect(faces.map(({ box, score }) => [box.x, score])).toEqual([[0, 0.9], [50, 0.8]]);
});

test('blending averages the boxes and landmarks of a group by score and keeps the best score', () => {
  const [face, ...others] = suppress([faceIn(near, 0.3), faceIn(box, 0.9)], { overlap: 0.3, rule: 'blend' });
  expect(others).toEqual([]);
  expect(face).toMatchObject({ score: 0.9, box: { x: expect.closeTo(0.5, 10), width: expect.closeTo(10, 10) } });
  expect(face!.landmarks.rightEye.x).toBeCloseTo(3.5, 10);
});

test('two tiles per shorter side cover the picture, overlap by 0.3 of their side, and end at its borders', () => {
  const tiles = tileRegions({ width: 960, height: 680 }, 2);
  expect(tiles).toHaveLength(6);
  expect(tiles[0]).toEqual({ x: 0, y: 0, width: 400, height: 400 });
  expect(tiles[5]).toEqual({ x: 560, y: 280, width: 400, height: 400 });
});

test('no tiles are made unless asked for', () => {
  expect(tileRegions({ width: 1000, height: 680 }, 0)).toEqual([]);
});
