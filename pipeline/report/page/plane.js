// @ts-check
import { affectOf } from './figures.js';
import { lastAt, sightingAt } from './find.js';
import { prepare } from './overlay.js';

/** Seconds of the trail behind the current point. */
const TRAIL = 3;
/** Points of the whole path: more cannot be told apart. */
const MAX_POINTS = 1500;

/**
 * Draws valence (right) and arousal (up) of one person: its whole path faintly, its last seconds, and where it is now.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{ person: import('./decode.js').Person, time: number, palette: import('./theme.js').Palette }} scene
 */
export function drawPlane(canvas, { person, time, palette }) {
  const { context, width, height } = prepare(canvas);
  const radius = Math.max(1, Math.min(width / 2 - 76, height / 2 - 20));
  const frame = { context, palette, radius, x: width / 2, y: height / 2 };
  drawAxes(frame);
  const at = (/** @type {number} */ sighting) => /** @type {const} */ ([frame.x + affectOf(person, sighting, 0) * radius, frame.y - affectOf(person, sighting, 1) * radius]);
  const step = Math.max(1, Math.ceil(person.frames.length / MAX_POINTS));
  context.globalAlpha = 0.32;
  for (let sighting = 0; sighting < person.frames.length; sighting += step) {
    context.fillStyle = palette.expressions[person.expressions[sighting]] ?? palette.quiet;
    context.beginPath();
    context.arc(...at(sighting), 1.8, 0, 7);
    context.fill();
  }
  context.globalAlpha = 1;
  const now = sightingAt(person, time);
  if (now < 0 || Number.isNaN(affectOf(person, now, 0))) return;
  drawTrail(context, { first: Math.max(0, lastAt(person.starts, time - TRAIL) + 1), now, at, colour: palette.ink });
  drawPoint(frame, { at: at(now), colour: palette.expressions[person.expressions[now]] ?? palette.quiet });
}

/** @param {{ context: CanvasRenderingContext2D, palette: import('./theme.js').Palette, radius: number, x: number, y: number }} frame */
function drawAxes({ context, palette, radius, x, y }) {
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.moveTo(x - radius, y);
  context.lineTo(x + radius, y);
  context.moveTo(x, y - radius);
  context.lineTo(x, y + radius);
  context.stroke();
  context.beginPath();
  context.arc(x, y, radius / 2, 0, 7);
  context.setLineDash([2, 4]);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.quiet;
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillText('excited', x, y - radius - 10);
  context.fillText('calm', x, y + radius + 10);
  context.textAlign = 'right';
  context.fillText('unpleasant', x - radius - 8, y);
  context.textAlign = 'left';
  context.fillText('pleasant', x + radius + 8, y);
}

/** @param {CanvasRenderingContext2D} context @param {{ first: number, now: number, at: (sighting: number) => readonly [number, number], colour: string }} trail */
function drawTrail(context, { first, now, at, colour }) {
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  for (let sighting = first + 1; sighting <= now; sighting++) {
    context.globalAlpha = (0.8 * (sighting - first)) / (now - first);
    context.beginPath();
    context.moveTo(...at(sighting - 1));
    context.lineTo(...at(sighting));
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {{ context: CanvasRenderingContext2D, palette: import('./theme.js').Palette }} frame @param {{ at: readonly [number, number], colour: string }} point */
function drawPoint({ context, palette }, { at, colour }) {
  context.beginPath();
  context.arc(...at, 7, 0, 7);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.ink;
  context.stroke();
}
