import { expect, test } from 'vitest';
import { decodeBlazeface } from '../../../../extractors/visual/detect/decode-blazeface.ts';
import { decodeUltraface } from '../../../../extractors/visual/detect/ultraface.ts';
import { decodeYunet } from '../../../../extractors/visual/detect/yunet.ts';

function blazeface(anchor: number, values: readonly number[]) {
  const logits = new Float32Array(896).fill(-20);
  const regressors = new Float32Array(896 * 16);
  logits[anchor] = Math.log(9); // sigmoid: 0.9
  regressors.set(values, anchor * 16);
  return decodeBlazeface({ logits, regressors, size: 256, minScore: 0.5 });
}

const OFFSETS = [4, -4, 40, 60, -10, -12, 10, -12, 0, 0, 0, 15, 0, 0, 0, 0];

test.each([
  // Anchor 37 is the second of column 2, row 1 of the fine grid; 512 + 6 · 9 + 5 the last of column 1, row 1 of the coarse one
  { anchor: 37, centre: [2.5 * 16, 1.5 * 16] as const },
  { anchor: 512 + 6 * 9 + 5, centre: [1.5 * 32, 1.5 * 32] as const },
])('BlazeFace anchor $anchor lies at $centre', ({ anchor, centre: [x, y] }) => {
  const [face] = blazeface(anchor, OFFSETS);
  expect(face!.box).toEqual({ x: x + 4 - 20, y: y - 4 - 30, width: 40, height: 60 });
  expect(face!.landmarks.rightEye).toEqual({ x: x - 10, y: y - 12 });
  expect(face!.score).toBeCloseTo(0.9, 6);
});

test('BlazeFace’s mouth corners lie beside its mouth centre, along the line of the eyes', () => {
  const { rightMouth, leftMouth } = blazeface(0, OFFSETS)[0]!.landmarks;
  expect([rightMouth.y, leftMouth.y]).toEqual([23, 23]);
  expect(leftMouth.x - rightMouth.x).toBeCloseTo(0.83 * 20, 5);
});

test('a YuNet cell is placed by its column and row, scored by the root of cls times obj', () => {
  const head = { stride: 16, columns: 4, cls: new Float32Array(8), obj: new Float32Array(8), bbox: new Float32Array(32), kps: new Float32Array(80) };
  head.cls[6] = 0.9;
  head.obj[6] = 0.4;
  head.bbox.set([0.5, 0.25, Math.log(3), Math.log(2)], 24);
  head.kps.set([0, 0, 1, 0, 0.5, 0.5, 0, 1, 1, 1], 60);
  const [face] = decodeYunet(head, 0.5);
  expect(face!.score).toBeCloseTo(0.6, 6);
  expect(face!.box).toEqual({ x: expect.closeTo(16, 4), y: expect.closeTo(4, 4), width: expect.closeTo(48, 4), height: expect.closeTo(32, 4) });
  expect(face!.landmarks).toMatchObject({ rightEye: { x: 32, y: 16 }, leftEye: { x: 48, y: 16 }, leftMouth: { x: 48, y: 32 } });
});

test('an UltraFace box is a fraction of the field, and faces under the score are left out', () => {
  const faces = decodeUltraface({ scores: Float32Array.of(0.5, 0.5, 0, 1), boxes: Float32Array.of(0, 0, 1, 1, 0.25, 0.5, 0.75, 1), field: { width: 320, height: 240 } }, 0.7);
  expect(faces).toHaveLength(1);
  expect(faces[0]).toMatchObject({ box: { x: 80, y: 120, width: 160, height: 120 }, score: 1 });
});
