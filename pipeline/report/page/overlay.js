// @ts-check
import { formatShare } from '../format-figure.ts';
import { probabilityOf, wordOf } from './figures.js';
import { sightingAt } from './find.js';
import { LABEL_HEIGHT, placeLabels } from './place-labels.js';
import { textOn } from './theme.js';

/** Makes a canvas as fine as the screen and returns its context with its size in CSS pixels. @param {HTMLCanvasElement} canvas */
export function prepare(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const density = devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(density, density);
  return { context, width, height };
}

/**
 * Draws the boxes of everybody who is seen at `time`.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{ clip: import('./decode.js').Clip, time: number, palette: import('./theme.js').Palette }} scene
 */
export function drawOverlay(canvas, { clip, time, palette }) {
  const { context, width, height } = prepare(canvas);
  if (!clip.size) return;
  const scale = width / clip.size.width;
  const seen = clip.persons.flatMap((person) => {
    const sighting = sightingAt(person, time);
    if (sighting < 0) return [];
    const [x, y, w, h] = Array.from(person.boxes.subarray(sighting * 4, sighting * 4 + 4), (side) => side * scale);
    const expression = person.expressions[sighting];
    const share = clip.expressions[expression] ? ` ${formatShare(probabilityOf(person, sighting, expression))}` : '';
    return [{ x, y, w, h, id: String(person.id), word: `${wordOf(clip, person, sighting)}${share}`, colour: palette.expressions[expression] ?? '#ffffff' }];
  });
  seen.forEach((box) => drawCorners(context, box));
  context.font = '600 13px system-ui, sans-serif';
  const labels = seen.map(({ id, word }) => ({ id, word, badge: context.measureText(id).width + 12, text: context.measureText(word).width + 14 }));
  placeLabels(seen, labels, { width, height }).forEach((place, index) => drawLabel(context, { ...labels[index], ...place, colour: seen[index].colour }));
}

/** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number, w: number, h: number, colour: string }} box */
function drawCorners(context, { x, y, w, h, colour }) {
  const arm = Math.max(6, Math.min(w, h) * 0.22);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const [style, thickness] of /** @type {const} */ ([['rgba(0,0,0,.55)', 5], [colour, 2.5]])) {
    context.strokeStyle = style;
    context.lineWidth = thickness;
    context.beginPath();
    for (const [cx, cy, dx, dy] of [[x, y, 1, 1], [x + w, y, -1, 1], [x + w, y + h, -1, -1], [x, y + h, 1, -1]]) {
      context.moveTo(cx + dx * arm, cy);
      context.lineTo(cx, cy);
      context.lineTo(cx, cy + dy * arm);
    }
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {import('./place-labels.js').Place & { id: string, word: string, badge: number, text: number, colour: string }} label */
function drawLabel(context, { left, top, whole, id, word, badge, text, colour }) {
  if (whole) {
    context.fillStyle = 'rgba(12,14,18,.86)';
    context.beginPath();
    context.roundRect(left, top, badge + text, LABEL_HEIGHT, 5);
    context.fill();
  }
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(left, top, badge, LABEL_HEIGHT, whole ? [5, 0, 0, 5] : 5);
  context.fill();
  context.textBaseline = 'middle';
  context.fillStyle = colour.startsWith('#') ? textOn(colour) : '#000';
  context.fillText(id, left + 6, top + 11.5);
  if (!whole) return;
  context.fillStyle = '#fff';
  context.fillText(word, left + badge + 7, top + 11.5);
}
