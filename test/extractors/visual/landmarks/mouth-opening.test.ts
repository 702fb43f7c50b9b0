import { expect, test } from 'vitest';
import { mouthOpening } from '../../../../extractors/visual/landmarks/mouth-opening.ts';

/** A mesh of which only the lips and eye corners are placed: `eyes` pixels apart, the lips `gap`, turned to the side by `yaw` and scaled. */
function mesh({ eyes = 60, gaps = [6, 6, 6], yaw = 0, presence = 1 }: { eyes?: number; gaps?: readonly number[]; yaw?: number; presence?: number } = {}) {
  const points = new Float32Array(478 * 3);
  const place = (index: number, x: number, y: number) => points.set([x * Math.cos(yaw), y, x * Math.sin(yaw)], index * 3);
  place(33, -eyes / 2, 0);
  place(263, eyes / 2, 0);
  for (const [index, [upper, lower]] of [[13, 14], [82, 87], [312, 317]].entries()) {
    const x = [0, -8, 8][index]!;
    place(upper!, x, 50);
    place(lower!, x, 50 + gaps[index]!);
  }
  return { points, presence };
}

test('the opening is the mean distance of the inner lips over that of the eye corners', () => {
  expect(mouthOpening(mesh({ gaps: [6, 3, 9] }))).toBeCloseTo(0.1, 6);
  expect(mouthOpening(mesh({ gaps: [12, 0, 0] }))).toBeCloseTo(12 / 3 / 60, 6);
});

test('it depends on neither the size of the face nor the turn of the head', () => {
  expect(mouthOpening(mesh({ eyes: 120, gaps: [12, 12, 12] }))).toBeCloseTo(0.1, 6);
  expect(mouthOpening(mesh({ yaw: 0.7 }))).toBeCloseTo(0.1, 6);
});

test('a face that is too small, and a mesh on no face, have none', () => {
  expect(mouthOpening(mesh({ eyes: 15.9 }))).toBeUndefined();
  expect(mouthOpening(mesh({ eyes: 16 }))).toBeDefined();
  expect(mouthOpening(mesh({ presence: 0.49 }))).toBeUndefined();
});
