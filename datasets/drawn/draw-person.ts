import type { Look } from './look.ts';
import { drawBrow } from './parts/brow.ts';
import { drawEye } from './parts/eye.ts';
import { drawFolds } from './parts/folds.ts';
import { gradients } from './parts/gradients.ts';
import { drawBackHair, drawFrontHair } from './parts/hair.ts';
import { drawBody, drawHead } from './parts/head.ts';
import { drawMouth } from './parts/mouth.ts';
import { drawNose } from './parts/nose.ts';
import type { Painting } from './parts/painting.ts';
import { toPalette } from './parts/palette.ts';
import type { Pose } from './pose.ts';
import { svg } from './svg.ts';

/** Where a person stands in the picture. */
export interface Place {
  /** Pixel position of the point midway between the eyes. */
  readonly x: number;
  readonly y: number;
  /** Pixels per face unit: at 1, pupils are 124 pixels apart and the head, chin to hair, is 420 pixels high. */
  readonly scale: number;
}

/**
 * Returns an SVG group with head and shoulders of one person. The head turns and nods by shifting what lies nearer to the viewer further (parallax),
 * which holds for the small turns of somebody who speaks into a camera (up to about 0.35 rad).
 *
 * @param id prefix of the names defined inside, different for each person of a picture
 */
export function drawPerson(pose: Pose, look: Look, { x, y, scale, id }: Place & { readonly id: string }): string {
  const painting: Painting = { pose, look, palette: toPalette(look), id };
  const near = (depth: number, part: string) => svg`<g transform="translate(${depth * Math.sin(pose.headTurn)} ${depth * Math.sin(pose.headNod)})">${part}</g>`;
  const turned = (parts: readonly string[]) => svg`<g transform="rotate(${(pose.headTilt * 180) / Math.PI} 0 200)">${parts}</g>`;
  const head = [
    drawHead(painting),
    near(34, drawFolds(painting)),
    near(34, svg`${pair(-62, drawEye(painting, -1))}${pair(62, drawEye(painting, 1))}`),
    near(44, svg`${pair(-62, drawBrow(painting))}${pair(62, drawBrow(painting))}`),
    near(48, svg`<g transform="translate(0 ${124 + 4 * pose.jaw})">${drawMouth(painting)}</g>`),
    near(66, drawNose(painting)),
    near(8, drawFrontHair(painting)),
  ];
  return svg`<g transform="translate(${x} ${y}) scale(${scale})">${gradients(id, painting.palette)}${turned([near(-46, drawBackHair(painting))])}${drawBody(painting)}${turned(head)}</g>`;
}

function pair(x: number, part: string): string {
  return svg`<g transform="translate(${x} 0) scale(${Math.sign(x)} 1)">${part}</g>`;
}
