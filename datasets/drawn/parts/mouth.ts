import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';
import { softSpot } from './soft-spot.ts';
import { softStroke } from './soft-stroke.ts';

/** The lines of a mouth, in face units around its centre (0, 0); half of it, mirrored by negating x. */
export interface MouthShape {
  /** Half of the distance between the corners. */
  readonly half: number;
  /** y of the corners. */
  readonly corner: number;
  /** Edge of the upper lip against the skin: at the cupid's bow. */
  readonly top: number;
  /** Lower edge of the upper lip, at the middle. */
  readonly innerTop: number;
  /** Upper edge of the lower lip, at the middle. */
  readonly innerBottom: number;
  /** Edge of the lower lip against the skin. */
  readonly bottom: number;
}

/** Returns where the lips are for a pose. */
export function toMouthShape({ pose, look }: Painting): MouthShape {
  const thin = 1 - 0.62 * pose.lipPress;
  const full = look.lipFullness * thin;
  const gap = 34 * pose.mouthOpen + 40 * pose.jaw;
  const innerTop = -9 * pose.upperLip + 3 * pose.smile - 6 * pose.mouthOpen - 4 * pose.chinRaise;
  const innerBottom = innerTop + gap + 4 * pose.upperLip;
  return {
    half: 49 + 17 * pose.smile + 12 * pose.mouthWide - 17 * pose.mouthRound - 4 * pose.jaw + 2 * Math.abs(pose.mouthCorner),
    corner: 1 - 19 * pose.smile - 15 * pose.mouthCorner + 0.42 * gap,
    top: innerTop - (11 - 3 * pose.smile + 3 * pose.mouthRound) * full,
    innerTop,
    innerBottom,
    bottom: innerBottom + (16 - 3 * pose.smile + 4 * pose.mouthRound + 3 * pose.chinRaise) * full,
  };
}

/** Returns lips, teeth, tongue and the shade under the lower lip, centred at (0, 0). */
export function drawMouth(painting: Painting): string {
  const { palette, id, pose } = painting;
  const mouth = toMouthShape(painting);
  const { half, corner, top, innerTop, innerBottom, bottom } = mouth;
  const bow = half * 0.24;
  const upperEdge = svg`C${-half * 0.6} ${mix(corner, innerTop, 0.72)} ${-half * 0.3} ${innerTop} 0 ${innerTop}C${half * 0.3} ${innerTop} ${half * 0.6} ${mix(corner, innerTop, 0.72)} ${half} ${corner}`;
  const lowerEdge = svg`C${half * 0.62} ${mix(corner, innerBottom, 0.8)} ${half * 0.36} ${innerBottom} 0 ${innerBottom}C${-half * 0.36} ${innerBottom} ${-half * 0.62} ${mix(corner, innerBottom, 0.8)} ${-half} ${corner}`;
  const inside = svg`M${-half} ${corner}${upperEdge}${lowerEdge}Z`;
  const outerBottom = svg`C${half * 0.7} ${mix(corner, bottom, 0.78)} ${half * 0.42} ${bottom} 0 ${bottom}C${-half * 0.42} ${bottom} ${-half * 0.7} ${mix(corner, bottom, 0.78)} ${-half} ${corner}`;
  return [
    softSpot(`${id}shade`, { x: 0, y: bottom + 8, rx: half * 0.8, ry: 11 + 4 * pose.chinRaise, opacity: 0.5 + 0.3 * pose.chinRaise }),
    svg`<path d="M${-half} ${corner}${upperEdge}${outerBottom}Z" fill="url(#${id}lower)"/>`,
    svg`<path d="M${-half} ${corner}C${-half * 0.6} ${mix(corner, top, 0.75)} ${-bow * 1.6} ${top - 1} ${-bow} ${top}Q0 ${top + 5} ${bow} ${top}C${bow * 1.6} ${top - 1} ${half * 0.6} ${mix(corner, top, 0.75)} ${half} ${corner}${lowerEdge}Z" fill="${palette.lips}"/>`,
    svg`<path d="M${-half} ${corner}C${-half * 0.6} ${mix(corner, top, 0.75)} ${-bow * 1.6} ${top - 1} ${-bow} ${top}Q0 ${top + 5} ${bow} ${top}C${bow * 1.6} ${top - 1} ${half * 0.6} ${mix(corner, top, 0.75)} ${half} ${corner}C${half * 0.6} ${mix(corner, innerTop, 0.72)} ${half * 0.3} ${innerTop} 0 ${innerTop}C${-half * 0.3} ${innerTop} ${-half * 0.6} ${mix(corner, innerTop, 0.72)} ${-half} ${corner}Z" fill="${palette.lipsDark}" opacity="0.3"/>`,
    innerBottom - innerTop > 2.5 ? opening(mouth, inside, painting) : '',
    softStroke(svg`M${-half} ${corner}${upperEdge}`, { colour: palette.lipsDark, width: 5, opacity: 0.85 }),
    softStroke(svg`M${-half - 3} ${corner - 2}q3 3 7 2M${half + 3} ${corner - 2}q-3 3 -7 2`, { colour: palette.deep, width: 7, opacity: 0.6 }),
  ].join('');
}

function opening({ half, corner, innerTop, innerBottom }: MouthShape, inside: string, { id }: Painting): string {
  const gap = innerBottom - innerTop;
  const upper = innerTop + Math.min(15, gap * 0.8);
  const lower = innerBottom - Math.max(0, gap - 26) * 0.25;
  const side = (corner + upper) / 2 - 4;
  const middle = (side + upper + 4) / 2;
  const gaps = [-0.46, -0.24, 0, 0.24, 0.46].map((part) => svg`M${half * part} ${innerTop - 4}V${part === 0 ? middle : side}`);
  return svg`<clipPath id="${id}mouth"><path d="${inside}"/></clipPath><path d="${inside}" fill="#3a1214"/><g clip-path="url(#${id}mouth)">
<ellipse cx="0" cy="${innerBottom + 4}" rx="${half * 0.56}" ry="${gap * 0.42}" fill="#b3575a"/>
<path d="M${-half * 0.9} ${Math.min(corner, innerTop) - 12}H${half * 0.9}V${side}Q0 ${upper + 4} ${-half * 0.9} ${side}Z" fill="#f3ede4"/>
${lower < innerBottom ? svg`<path d="M${-half * 0.5} ${innerBottom + 8}V${lower}Q0 ${lower - 3} ${half * 0.5} ${lower}V${innerBottom + 8}Z" fill="#d9cfc4"/>` : ''}
<path d="${gaps}" stroke="#b9a99a" stroke-width="1.2" stroke-opacity="0.55"/></g>`;
}

function mix(from: number, to: number, amount: number): number {
  return from + (to - from) * amount;
}
