import type { Affine } from './affine.ts';

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the matrix net pixel → picture pixel (centres at whole numbers) that shows the whole of `picture` at one scale in
 * the middle of the net's field; the bars beside it are outside the picture.
 */
export function letterbox(picture: Size, field: Size): Affine {
  return showRegion({ x: 0, y: 0, ...picture }, field);
}

/** Returns the matrix net pixel → picture pixel that shows `region` of the picture (edges in pixels) likewise. */
export function showRegion(region: Size & { readonly x: number; readonly y: number }, field: Size): Affine {
  const scale = Math.max(region.width / field.width, region.height / field.height);
  const left = region.x + (region.width - field.width * scale) / 2;
  const top = region.y + (region.height - field.height * scale) / 2;
  return [scale, 0, left + (scale - 1) / 2, 0, scale, top + (scale - 1) / 2];
}

/** Returns the picture position of an edge position in the net's field: where pixel 0 begins is 0 in both. */
export function fromField([scale, , left, , , top]: Affine, { x, y }: { readonly x: number; readonly y: number }): { x: number; y: number } {
  const shift = (scale - 1) / 2;
  return { x: x * scale + left - shift, y: y * scale + top - shift };
}
