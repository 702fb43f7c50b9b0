import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';

/** Returns one brow, drawn beside the eye at (0, 0) with its outer end at +x: mirror it for the other side. */
export function drawBrow({ pose, look, palette }: Painting): string {
  const lift = 20 * pose.browRaise;
  const inner = { x: -34 - 10 * pose.browFurrow - 2 * pose.browInner, y: -31 - lift - 19 * pose.browInner + 20 * pose.browFurrow };
  const middle = { x: 4, y: -46 - lift * 1.15 - 3 * pose.browInner + 9 * pose.browFurrow };
  const outer = { x: 40, y: -37 - lift * 0.8 + 7 * pose.browInner - 3 * pose.browFurrow };
  const thick = 6.5 * look.browThickness;
  const colour = palette.hairDark;
  return svg`<path d="M${inner.x} ${inner.y - thick}Q${middle.x} ${middle.y - thick * 1.1} ${outer.x} ${outer.y}Q${middle.x} ${middle.y + thick * 0.9} ${inner.x + 1} ${inner.y + thick}Q${inner.x - 5} ${inner.y} ${inner.x} ${inner.y - thick}Z" fill="${colour}" opacity="0.66" stroke="${colour}" stroke-width="2" stroke-linejoin="round"/>`;
}
