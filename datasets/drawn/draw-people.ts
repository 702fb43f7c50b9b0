import { drawPerson, type Place } from './draw-person.ts';
import type { Look } from './look.ts';
import type { Pose } from './pose.ts';
import { svg } from './svg.ts';

/** Size of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** One person of a picture: how they look, what their face does, where they stand. */
export interface DrawnPerson extends Place {
  readonly pose: Pose;
  readonly look: Look;
}

/** Returns a complete SVG document with any number of people, none included, before a wall in the two given colours. The same arguments give the same text. */
export function drawPeople(people: readonly DrawnPerson[], { width, height, wall }: PictureSize & { readonly wall: readonly [string, string] }): string {
  const drawn = people.map(({ pose, look, ...place }, index) => drawPerson(pose, look, { ...place, id: `p${index}` }));
  return svg`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="wall" x1="0" y1="0" x2="0.2" y2="1"><stop offset="0" stop-color="${wall[0]}"/><stop offset="1" stop-color="${wall[1]}"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="url(#wall)"/>${drawn}</svg>`;
}
