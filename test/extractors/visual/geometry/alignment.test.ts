import { expect, test } from 'vitest';
import { alignment } from '../../../../extractors/visual/geometry/alignment.ts';
import { ARCFACE_TEMPLATE, toPoints } from '../../../../extractors/visual/geometry/face-template.ts';
import { warpAffine } from '../../../../extractors/visual/geometry/warp-affine.ts';
import type { Landmarks } from '../../../../extractors/visual/face.ts';

/** The template turned by a quarter and enlarged twice. */
const turn = ({ x, y }: { x: number; y: number }) => ({ x: 300 - 2 * y, y: 20 + 2 * x });
const { rightEye, leftEye, nose, rightMouth, leftMouth } = ARCFACE_TEMPLATE.landmarks;
const TURNED: Landmarks = { rightEye: turn(rightEye), leftEye: turn(leftEye), nose: turn(nose), rightMouth: turn(rightMouth), leftMouth: turn(leftMouth) };

/** A black picture with a white square on each point. */
function dots(landmarks: Landmarks) {
  const image = { width: 320, height: 300, pixels: new Uint8Array(320 * 300 * 3) };
  for (const { x, y } of toPoints(landmarks)) {
    for (let row = -4; row <= 4; row++) image.pixels.fill(255, ((Math.round(y) + row) * 320 + Math.round(x) - 4) * 3, ((Math.round(y) + row) * 320 + Math.round(x) + 5) * 3);
  }
  return image;
}

test.each([112, 224])('a face lying on its side is set upright: its landmarks are on the template at %i pixels', (size) => {
  const { pixels } = warpAffine(dots(TURNED), alignment(TURNED, ARCFACE_TEMPLATE, size), { width: size, height: size });
  for (const { x, y } of toPoints(ARCFACE_TEMPLATE.landmarks)) {
    const [column, row] = [Math.round((x * size) / 112), Math.round((y * size) / 112)];
    expect(pixels[(row * size + column) * 3]).toBe(255);
  }
  expect(pixels.filter((value) => value === 0).length).toBeGreaterThan(pixels.length * 0.9);
});
