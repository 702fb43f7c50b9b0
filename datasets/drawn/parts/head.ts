import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';
import { softSpot } from './soft-spot.ts';
import { softStroke } from './soft-stroke.ts';

/** Returns neck, ears and the shaded skin of the head, without features. */
export function drawHead(painting: Painting): string {
  const { id } = painting;
  const outline = toOutline(painting);
  return [
    ear(painting, -1),
    ear(painting, 1),
    svg`<path d="${outline}" fill="url(#${id}skin)"/>`,
    svg`<path d="${outline}" fill="url(#${id}side)"/>`,
    shading(painting),
  ].join('');
}

/** Returns the neck and the shirt, which stay in place when the head turns. */
export function drawBody({ look, palette, id }: Painting): string {
  return svg`<path d="M-66 120L-70 262Q0 350 70 262L66 120Z" fill="url(#${id}neck)"/>
<path d="M-230 460Q-226 316 -132 284L-70 252Q-40 296 0 298Q40 296 70 252L132 284Q226 316 230 460V700H-230Z" fill="${look.shirt}"/>
<path d="M-78 250Q-44 306 0 310Q44 306 78 250L88 260Q48 326 0 328Q-48 326 -88 260Z" fill="#000" opacity="0.22"/>
${softStroke('M-150 330Q-132 380 -136 480', { colour: '#000000', width: 16, opacity: 0.2 })}${softStroke('M150 330Q132 380 136 480', { colour: '#000000', width: 16, opacity: 0.24 })}
${softStroke('M-40 214Q-26 246 -14 268', { colour: palette.deep, width: 12, opacity: 0.18 })}${softStroke('M40 214Q26 246 14 268', { colour: palette.deep, width: 12, opacity: 0.2 })}`;
}

/** Returns the y of the lowest point of the chin. */
function chinY({ pose, look }: Painting): number {
  return 124 + 78 * look.chinLength + 30 * pose.jaw - 4 * pose.chinRaise;
}

function toOutline(painting: Painting): string {
  const { look, pose } = painting;
  const chin = chinY(painting);
  const width = 132 * look.faceWidth;
  const jaw = 110 * look.jawWidth * look.faceWidth;
  const angle = 104 + 16 * pose.jaw;
  const half = (side: number) => ({ temple: -side * width, jaw: -side * jaw });
  const left = half(1);
  const right = half(-1);
  return svg`M${left.temple} -40C${left.temple * 1.03} 16 ${left.temple * 0.97} 58 ${left.jaw} ${angle}C${left.jaw * 0.88} ${angle + 46} ${left.jaw * 0.52} ${chin} 0 ${chin}
C${right.jaw * 0.52} ${chin} ${right.jaw * 0.88} ${angle + 46} ${right.jaw} ${angle}C${right.temple * 0.97} 58 ${right.temple * 1.03} 16 ${right.temple} -40
C${right.temple * 1.02} -130 ${right.temple * 0.66} -182 0 -182C${left.temple * 0.66} -182 ${left.temple * 1.02} -130 ${left.temple} -40Z`;
}

function ear({ look, palette }: Painting, side: number): string {
  return svg`<g transform="translate(${side * 130 * look.faceWidth} 12) scale(${side} 1)"><path d="M-8 -34C14 -48 26 -30 21 -4C18 18 10 38 -8 36Z" fill="${palette.shade}"/>
<path d="M-4 -24C10 -32 16 -20 12 -4C10 10 4 18 -2 20" fill="none" stroke="${palette.deep}" stroke-width="4" stroke-opacity="0.5"/></g>`;
}

function shading(painting: Painting): string {
  const { id } = painting;
  const chin = chinY(painting);
  return [
    softSpot(`${id}light`, { x: -14, y: -96, rx: 84, ry: 46, opacity: 0.55 }),
    softSpot(`${id}light`, { x: 0, y: chin - 24, rx: 34, ry: 18, opacity: 0.4 }),
    softSpot(`${id}shade`, { x: -62, y: -4, rx: 50, ry: 38, opacity: 0.34 }),
    softSpot(`${id}shade`, { x: 62, y: -4, rx: 50, ry: 38, opacity: 0.38 }),
  ].join('');
}
