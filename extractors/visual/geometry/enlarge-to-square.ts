import type { Box } from '../face.ts';

/** Returns the square around the centre of `box` whose side is `factor` times its longer side. May reach beyond the picture. */
export function enlargeToSquare({ x, y, width, height }: Box, factor: number): Box {
  const side = Math.max(width, height) * factor;
  return { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
}
