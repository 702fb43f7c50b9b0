import type { Affine } from './affine.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the matrix net pixel → picture pixel that shows the whole picture at one scale in the upper left of the net's
 * field, the rest being outside the picture. Edges fall on edges, so a length in the field times `matrix[0]` is a length in the picture.
 */
export function letterbox(picture: Size, field: Size): Affine {
  const scale = Math.max(picture.width / field.width, picture.height / field.height);
  const shift = (scale - 1) / 2;
  return [scale, 0, shift, 0, scale, shift];
}
