import type { Point } from '../face.ts';

/** A 2 × 3 matrix, row-major as in OpenCV: `x' = m0·x + m1·y + m2`, `y' = m3·x + m4·y + m5`. */
export type Affine = readonly [number, number, number, number, number, number];

/** Returns where `point` lands under `matrix`. */
export function transformPoint([a, b, c, d, e, f]: Affine, { x, y }: Point): Point {
  return { x: a * x + b * y + c, y: d * x + e * y + f };
}

/**
 * Returns the matrix that undoes `matrix`, in the order of operations of `cv2.invertAffineTransform`, so that fixed-point
 * sampling afterwards agrees to the bit.
 *
 * @throws RangeError when the matrix flattens the plane to a line or a point
 */
export function invertAffine([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  if (determinant === 0 || !Number.isFinite(determinant)) {
    throw new RangeError(`affine matrix: its determinant is ${determinant}. Give points that are not all on one line.`);
  }
  const inverse = 1 / determinant;
  const [p, q, r, s] = [e * inverse, b * -inverse, d * -inverse, a * inverse];
  return [p, q, -p * c - q * f, r, s, -r * c - s * f];
}
