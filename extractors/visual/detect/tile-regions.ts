import type { Box } from '../face.ts';
import type { Size } from '../geometry/letterbox.ts';

/** Tiles overlap by this share of their side, so that a face up to this size lies whole in one of them. */
const OVERLAP = 0.3;

/** Returns overlapping squares that cover the picture, `tiles` along its shorter side; none for 0. */
export function tileRegions({ width, height }: Size, tiles: number): Box[] {
  if (tiles <= 0) return [];
  const side = Math.min(width, height) / (tiles - (tiles - 1) * OVERLAP);
  return starts(height, side).flatMap((y) => starts(width, side).map((x) => ({ x, y, width: side, height: side })));
}

function starts(length: number, side: number): number[] {
  const steps = Math.max(0, Math.ceil((length - side) / (side * (1 - OVERLAP)) - 1e-9));
  return Array.from({ length: steps + 1 }, (_, index) => (steps === 0 ? 0 : (index * (length - side)) / steps));
}
