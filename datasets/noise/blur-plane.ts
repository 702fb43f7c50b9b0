import type { Plane } from './plane.ts';
import { pyramidDown } from './pyramid-down.ts';
import { pyramidUp } from './pyramid-up.ts';

/** Returns a plane that went down the Gaussian pyramid `levels` times and up again as often: its sides become multiples of 2 ^ levels. */
export function blurPlane(plane: Plane, levels: number): Plane {
  let blurred = plane;
  for (let level = 0; level < levels; level++) blurred = pyramidDown(blurred);
  for (let level = 0; level < levels; level++) blurred = pyramidUp(blurred);
  return blurred;
}
