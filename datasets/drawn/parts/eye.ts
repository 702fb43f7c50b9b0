import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';
import { softStroke } from './soft-stroke.ts';

interface Lids {
  /** y of the control points of the upper lid's edge. */
  readonly upper: number;
  /** y of the control points of the lower lid's edge. */
  readonly lower: number;
  /** The visible eyeball. */
  readonly opening: string;
}

/** Returns one eye centred at (0, 0), its outer corner at +x: mirror it for the other side. `side` is 1 for the eye at the right of the picture. */
export function drawEye(painting: Painting, side: 1 | -1): string {
  const { palette, look, id } = painting;
  const lids = toLids(painting);
  const name = `${id}eye${side > 0 ? 'r' : 'l'}`;
  return svg`<g transform="scale(${look.eyeSize})">${around(painting, lids)}<clipPath id="${name}"><path d="${lids.opening}"/></clipPath>
<path d="${lids.opening}" fill="url(#${id}white)"/><g clip-path="url(#${name})">${ball(painting, side)}
<path d="M-30 ${lids.upper * 0.1}Q0 ${lids.upper * 1.5} 30 ${lids.upper * 0.1}" transform="translate(0 3)" fill="none" stroke="#2a1a14" stroke-opacity="0.32" stroke-width="7"/><circle cx="-25" cy="2" r="5" fill="${palette.blush}" opacity="0.8"/></g>
${lashes(lids, palette.deep)}</g>`;
}

function toLids({ pose }: Painting): Lids {
  const shut = Math.min(1, pose.blink);
  const lower = 12 - 7 * pose.lidTight - 4 * pose.cheekRaise + 2 * Math.max(0, pose.lidOpen);
  const open = -17.5 - (pose.lidOpen > 0 ? 13 : 11) * pose.lidOpen + 4 * pose.lidTight + 5 * pose.browFurrow * (1 - Math.max(0, pose.lidOpen));
  const upper = open + (lower - 1.5 - open) * shut;
  return { upper, lower, opening: svg`M-28 4C-20 ${upper * 0.72} 10 ${upper * 1.22} 28 -2C16 ${lower} -12 ${lower * 1.1} -28 4Z` };
}

function ball({ pose, look }: Painting, side: number): string {
  const x = pose.gazeX * 10 * side;
  const y = -1.5 + pose.gazeY * 6;
  return svg`<circle cx="${x}" cy="${y}" r="13.2" fill="#1d1512"/><circle cx="${x}" cy="${y}" r="11.8" fill="${look.iris}"/><circle cx="${x}" cy="${y + 3}" r="8" fill="#fff" opacity="0.12"/>
<circle cx="${x}" cy="${y}" r="5.4" fill="#0c0908"/><circle cx="${x - 4 * side}" cy="${y - 5}" r="2.7" fill="#fff" opacity="0.95"/>`;
}

function lashes({ upper, lower }: Lids, colour: string): string {
  return svg`<path d="M-29 5C-20 ${upper * 0.72} 10 ${upper * 1.22} 31 -4C12 ${upper * 1.22 - 5} -20 ${upper * 0.72 - 4} -29 5Z" fill="#20130e" stroke="#20130e" stroke-width="1.4"/>
<path d="M24 ${1 - 2}Q31 -4 35 -8" stroke="#20130e" stroke-width="2" fill="none"/><path d="M-26 5C-12 ${lower * 1.1 + 1} 16 ${lower + 1} 28 -2" fill="none" stroke="${colour}" stroke-width="2" stroke-opacity="0.6"/>`;
}

function around({ pose, palette, look }: Painting, { upper, lower }: Lids): string {
  const colour = palette.deep;
  const crease = Math.min(-8, -19 - 10 * pose.lidOpen) * 1.1 - 7 + 3 * pose.browFurrow;
  const bag = lower + 10;
  return [
    svg`<path d="M-30 2C-20 ${crease * 0.8} 10 ${crease * 1.1} 32 -4C14 ${upper} -12 ${upper} -30 2Z" fill="${look.skin}" opacity="0.7"/>`,
    softStroke(svg`M-28 -2C-18 ${crease * 0.85} 10 ${crease * 1.15} 34 -6`, { colour, width: 6, opacity: 0.5 }),
    softStroke(svg`M-26 ${bag}Q0 ${bag + 12} 26 ${bag - 3}`, { colour, width: 7, opacity: 0.05 + 0.36 * pose.cheekRaise + 0.22 * pose.lidTight }),
    softStroke(svg`M34 -2L48 -8M34 4L49 6M32 9L44 17`, { colour, width: 5, opacity: 0.4 * pose.cheekRaise }),
  ].join('');
}
