import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { warpAffine } from '../../../../extractors/visual/geometry/warp-affine.ts';
import type { Affine } from '../../../../extractors/visual/geometry/affine.ts';
import type { RgbImage } from '../../../../extractors/visual/image.ts';
import { pattern } from '../pattern.ts';
import golden from './golden/opencv.json' with { type: 'json' };

function facts({ width, height, pixels }: RgbImage) {
  const start = Math.floor(height / 2) * width * 3;
  return {
    row: [...pixels.subarray(start, start + Math.min(width, 8) * 3)],
    sha256: createHash('sha256').update(pixels).digest('hex'),
  };
}

test('the picture of the golden file is the one drawn here', () => {
  expect(facts(pattern(160, 120))).toEqual(golden.picture);
});

test.each(golden.warps)('a warp by $matrix onto $width x $height, $border outside, equals OpenCV to the bit', (golden) => {
  const border = golden.border === 'black' ? 'black' : 'replicate';
  const warped = warpAffine(pattern(160, 120), golden.matrix as unknown as Affine, { width: golden.width, height: golden.height, border });
  expect(facts(warped)).toEqual({ row: golden.row, sha256: golden.sha256 });
});
