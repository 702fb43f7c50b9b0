// @ts-check
import { probabilityOf, shareText } from './figures.js';
import { sightingAt } from './find.js';
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
  const { context, width } = prepare(canvas);
  if (!clip.size) return;
  const scale = width / clip.size.width;
  for (const person of clip.persons) {
    const sighting = sightingAt(person, time);
    if (sighting < 0) continue;
    const [x, y, w, h] = person.boxes.subarray(sighting * 4, sighting * 4 + 4).map((side) => side);
    const expression = person.expressions[sighting];
    const colour = palette.expressions[expression] ?? '#ffffff';
    drawCorners(context, { x: x * scale, y: y * scale, w: w * scale, h: h * scale, colour });
    const word = clip.expressions[expression] ? `${clip.expressions[expression]} ${shareText(probabilityOf(person, sighting, expression))}` : 'no verdict';
    drawLabel(context, { x: x * scale, y: y * scale, id: String(person.id), word, colour, width });
  }
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

/** @param {CanvasRenderingContext2D} context @param {{ x: number, y: number, id: string, word: string, colour: string, width: number }} label */
function drawLabel(context, { x, y, id, word, colour, width }) {
  context.font = '600 13px system-ui, sans-serif';
  const [badge, text] = [context.measureText(id).width + 12, context.measureText(word).width + 14];
  const left = Math.max(2, Math.min(x, width - badge - text - 2));
  const top = Math.max(2, y - 28);
  context.fillStyle = 'rgba(12,14,18,.86)';
  context.beginPath();
  context.roundRect(left, top, badge + text, 22, 5);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(left, top, badge, 22, [5, 0, 0, 5]);
  context.fill();
  context.textBaseline = 'middle';
  context.fillStyle = colour.startsWith('#') ? textOn(colour) : '#000';
  context.fillText(id, left + 6, top + 11.5);
  context.fillStyle = '#fff';
  context.fillText(word, left + badge + 7, top + 11.5);
}
