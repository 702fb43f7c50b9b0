import { svg } from '../svg.ts';

/** Where a soft spot lies and how wide it is, in face units. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  /** At the centre, [0, 1]. */
  readonly opacity: number;
}

/** Returns an ellipse that fades out to its border, filled with the gradient named `gradient`. Nothing where it would not be seen. */
export function softSpot(gradient: string, { x, y, rx, ry, opacity }: Spot): string {
  if (opacity < 0.02) return '';
  return svg`<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="url(#${gradient})" opacity="${Math.min(1, opacity)}"/>`;
}
