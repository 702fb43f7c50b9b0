import { svg } from '../svg.ts';
import { toMouthShape } from './mouth.ts';
import type { Painting } from './painting.ts';
import { softSpot } from './soft-spot.ts';
import { softStroke } from './soft-stroke.ts';

/** Returns the folds of cheeks, chin, forehead and between the brows: deeper the more the muscles beside them pull. */
export function drawFolds(painting: Painting): string {
  return cheeks(painting) + forehead(painting) + chin(painting);
}

function cheeks(painting: Painting): string {
  const { pose, id, palette } = painting;
  const { half, corner } = toMouthShape(painting);
  const depth = 0.03 + 0.22 * pose.smile + 0.3 * pose.noseWrinkle + 0.36 * pose.upperLip + 0.1 * Math.max(0, -pose.mouthCorner);
  const end = { x: half + 12 + 4 * pose.smile, y: 124 + corner - 4 };
  return [-1, 1].map((side) => [
    softSpot(`${id}blush`, { x: side * 78, y: 62 - 10 * pose.cheekRaise, rx: 44, ry: 34, opacity: 0.3 + 0.25 * pose.smile }),
    softSpot(`${id}light`, { x: side * 74, y: 50 - 12 * pose.cheekRaise, rx: 32, ry: 22, opacity: 0.3 + 0.5 * pose.cheekRaise }),
    softStroke(svg`M${side * 34} ${66 - 8 * pose.noseWrinkle}Q${side * (50 + 10 * pose.smile)} ${84 - 6 * pose.smile} ${side * end.x} ${end.y}`, { colour: palette.deep, width: 16, opacity: depth }),
    softStroke(svg`M${side * (half + 5)} ${132 + corner}Q${side * (half + 12)} ${146 + corner} ${side * (half + 9)} ${164 + corner}`, { colour: palette.deep, width: 9, opacity: 0.45 * Math.max(0, -pose.mouthCorner) }),
  ].join('')).join('');
}

function forehead({ pose, palette }: Painting): string {
  const lift = 14 * pose.browRaise;
  const line = (path: string, opacity: number) => softStroke(path, { colour: palette.deep, width: 7, opacity });
  return [
    line(svg`M-70 ${-74 - lift}Q-34 ${-84 - lift} 0 ${-78 - lift}Q34 ${-84 - lift} 70 ${-74 - lift}`, 0.36 * Math.max(0, pose.browRaise - 0.2) + 0.1 * pose.browInner),
    line(svg`M-62 ${-90 - lift}Q-30 ${-99 - lift} 0 ${-94 - lift}Q30 ${-99 - lift} 62 ${-90 - lift}`, 0.34 * Math.max(0, pose.browRaise - 0.2)),
    line(svg`M-30 -76Q0 -68 30 -76M-24 -88Q0 -80 24 -88`, 0.4 * pose.browInner),
    line(svg`M-9 -18Q-13 -34 -8 -50M9 -18Q13 -34 8 -50`, 0.6 * pose.browFurrow + 0.15 * pose.browInner),
  ].join('');
}

function chin(painting: Painting): string {
  const { pose, palette } = painting;
  const y = 124 + toMouthShape(painting).bottom + 16;
  return softStroke(svg`M-28 ${y + 6}Q0 ${y - 6} 28 ${y + 6}`, { colour: palette.deep, width: 9, opacity: 0.12 + 0.45 * pose.chinRaise });
}
