// @ts-check
import { textOn } from './theme.js';

/** @typedef {{ from: number, to: number, colour: string, text: string }} Stripe from and to in pixels */

/** Draws labelled stripes side by side. @param {CanvasRenderingContext2D} context @param {{ stripes: Iterable<Stripe>, height: number }} ribbon */
export function drawRibbon(context, { stripes, height }) {
  context.font = '600 12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  for (const { from, to, colour, text } of stripes) {
    const gap = to - from > 4 ? 1 : 0;
    context.fillStyle = colour;
    context.fillRect(from, 0, Math.max(1, to - from - gap), height);
    if (to - from < context.measureText(text).width + 12) continue;
    context.fillStyle = textOn(colour);
    context.fillText(text, Math.max(0, from) + 6, height / 2 + 0.5);
  }
}

/** Draws one curve from −1 to 1 of pixel columns; breaks where there is nothing. @param {CanvasRenderingContext2D} context @param {{ low: Float32Array, high: Float32Array, height: number, colour: string, dashed: boolean }} curve */
export function drawCurve(context, { low, high, height, colour, dashed }) {
  const y = (/** @type {number} */ value) => 4 + ((1 - value) / 2) * (height - 8);
  context.strokeStyle = colour;
  context.lineWidth = 1.75;
  context.lineJoin = 'round';
  context.setLineDash(dashed ? [5, 3] : []);
  context.beginPath();
  let [open, last] = [false, 0];
  for (let x = 0; x < low.length; x++) {
    if (Number.isNaN(low[x])) {
      open = false;
      continue;
    }
    if (open && [low, high].every((side) => side[x] === side[x - 1] && side[x] === side[x + 1])) continue;
    const [near, far] = open && Math.abs(low[x] - last) < Math.abs(high[x] - last) ? [low[x], high[x]] : [high[x], low[x]];
    if (open) context.lineTo(x, y(near));
    else context.moveTo(x, y(near));
    if (far !== near) context.lineTo(x, y(far));
    [open, last] = [true, far];
  }
  context.stroke();
  context.setLineDash([]);
}

/** Draws lines at 1, 0 and −1. @param {CanvasRenderingContext2D} context @param {{ width: number, height: number, line: string }} grid */
export function drawGrid(context, { width, height, line }) {
  context.strokeStyle = line;
  context.lineWidth = 1;
  for (const [index, dash] of [[2, 4], [], [2, 4]].entries()) {
    const y = gridLine(height, index);
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(0, y);
    context.lineTo(width, y);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Writes 1, 0 and −1 at the right over what is drawn. @param {CanvasRenderingContext2D} context @param {{ width: number, height: number, ground: string, quiet: string }} grid */
export function drawGridFigures(context, { width, height, ground, quiet }) {
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  ['+1', '0', '−1'].forEach((text, index) => {
    const y = Math.min(height - 6, Math.max(6, gridLine(height, index)));
    context.strokeStyle = ground;
    context.strokeText(text, width - 2, y);
    context.fillStyle = quiet;
    context.fillText(text, width - 2, y);
  });
  context.textAlign = 'left';
}

/** @param {number} height @param {number} index */
function gridLine(height, index) {
  return Math.round(4 + (index / 2) * (height - 8)) + 0.5;
}

/** Draws the probabilities of pixel columns on each other, first at the bottom. @param {CanvasRenderingContext2D} context @param {{ probabilities: Float32Array, height: number, colours: readonly string[] }} stack */
export function drawStack(context, { probabilities, height, colours }) {
  const width = probabilities.length / 8;
  const floor = new Float32Array(width);
  colours.forEach((colour, expression) => {
    context.fillStyle = colour;
    for (let x = 0; x < width; x++) {
      const part = probabilities[x * 8 + expression];
      if (part <= 0) continue;
      context.fillRect(x, height * (1 - floor[x] - part), 1.02, height * part + 0.4);
      floor[x] += part;
    }
  });
}
