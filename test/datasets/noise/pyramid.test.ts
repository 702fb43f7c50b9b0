import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { blurPlane } from '../../../datasets/noise/blur-plane.ts';
import type { Plane } from '../../../datasets/noise/plane.ts';
import { pyramidDown } from '../../../datasets/noise/pyramid-down.ts';
import { pyramidUp } from '../../../datasets/noise/pyramid-up.ts';
import golden from './golden/pyramid.json' with { type: 'json' };

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** The picture that golden/pyramid.py makes. */
function picture({ width, height, seed }: (typeof golden.cases)[number]): Plane {
  const pixel = (i: bigint) => Number((i * i * BigInt(7 + seed) + i * BigInt(13 + seed) + BigInt(seed)) % 256n);
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, i) => pixel(BigInt(i))) };
}

test.each(golden.cases)('a picture of $width × $height pixels goes down the pyramid bit for bit as in OpenCV', (each) => {
  const { width, height, pixels } = pyramidDown(picture(each));
  expect([width, height]).toEqual(each.down.size);
  if ('pixels' in each.down) expect([...pixels]).toEqual(each.down.pixels);
  expect(sha256(pixels)).toBe(each.down.sha256);
});

test.each(golden.cases)('a picture of $width × $height pixels goes up the pyramid bit for bit as in OpenCV', (each) => {
  const { width, height, pixels } = pyramidUp(picture(each));
  expect([width, height]).toEqual(each.up.size);
  if ('pixels' in each.up) expect([...pixels]).toEqual(each.up.pixels);
  expect(sha256(pixels)).toBe(each.up.sha256);
});

test.each(golden.cases)('twice down and twice up a picture of $width × $height pixels is as in OpenCV, and sides grow to multiples of four (trap 28)', (each) => {
  const { width, height, pixels } = blurPlane(picture(each), 2);
  expect([width, height]).toEqual([4 * Math.ceil(each.width / 4), 4 * Math.ceil(each.height / 4)]);
  expect(sha256(pixels)).toBe(each.quarter.sha256);
});
