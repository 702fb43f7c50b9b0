import { svg } from '../svg.ts';
import type { Painting } from './painting.ts';
import { softSpot } from './soft-spot.ts';
import { softStroke } from './soft-stroke.ts';

/** Returns the nose: bridge, tip, wings and nostrils; wings lift and the bridge creases when it wrinkles. */
export function drawNose({ pose, look, palette, id }: Painting): string {
  const colour = palette.deep;
  const lift = 9 * pose.noseWrinkle + 3 * pose.upperLip;
  const wide = look.noseWidth * (1 + 0.1 * pose.noseWrinkle + 0.1 * pose.smile);
  const base = 72 - lift;
  const line = (path: string, width: number, opacity: number) => softStroke(path, { colour, width, opacity });
  return [
    softStroke('M-4 -14Q-3 30 -3 54', { colour: palette.light, width: 20, opacity: 0.35 }),
    line('M-19 -20Q-11 8 -14 40', 22, 0.06), line('M19 -20Q11 8 15 44', 24, 0.12),
    softSpot(`${id}shade`, { x: 4, y: base + 6, rx: 44 * wide, ry: 16, opacity: 0.4 }),
    softSpot(`${id}light`, { x: -3, y: base - 16, rx: 17, ry: 14, opacity: 0.85 }),
    line(svg`M${-23 * wide} ${base - 18}C${-34 * wide} ${base - 10} ${-33 * wide} ${base + 4} ${-20 * wide} ${base + 3}`, 5, 0.5),
    line(svg`M${23 * wide} ${base - 18}C${34 * wide} ${base - 10} ${33 * wide} ${base + 4} ${20 * wide} ${base + 3}`, 5, 0.6),
    line(svg`M${-9 * wide} ${base + 4}Q0 ${base + 10} ${9 * wide} ${base + 4}`, 5, 0.4),
    svg`<ellipse cx="${-14 * wide}" cy="${base}" rx="${8 * wide}" ry="${4.2 + pose.noseWrinkle}" fill="${colour}" opacity="0.85" transform="rotate(-14 ${-14 * wide} ${base})"/><ellipse cx="${14 * wide}" cy="${base}" rx="${8 * wide}" ry="${4.2 + pose.noseWrinkle}" fill="${colour}" opacity="0.85" transform="rotate(14 ${14 * wide} ${base})"/>`,
    line('M-16 -6Q-10 4 -18 14M16 -6Q10 4 18 14M-8 2Q0 -3 8 2', 5, 0.55 * pose.noseWrinkle),
  ].join('');
}
