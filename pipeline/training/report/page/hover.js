// @ts-check
import { followTheme } from '../../../report/page/theme.js';
/** @typedef {import('../line-chart.ts').ChartData} ChartData */

/** Most lines that are told of at once. */
const MOST = 10;

/** Returns the whole or given x of the data that is nearest to `x`. @param {ChartData} chart @param {number} x */
function nearest({ series }, x) {
  let found = Number.NaN;
  for (const { points } of series) for (const [each] of points) if (!(Math.abs(found - x) <= Math.abs(each - x))) found = each;
  return found;
}

/** Returns the lines that have a point at `x`, with its y. @param {ChartData} chart @param {number} x */
function valuesAt({ series }, x) {
  return series.flatMap(({ name, colour, points }) => points.filter(([each]) => each === x).map(([, y]) => ({ name, colour, y })));
}

/** Writes a number short. @param {number} value */
function short(value) {
  return (Math.abs(value) >= 0.001 || value === 0 ? String(Number(value.toFixed(4))) : value.toExponential(2)).replace('-', '−');
}

/** Makes one chart tell what is under the pointer, or under a cursor that the arrow keys move. @param {SVGSVGElement} drawing @param {ChartData} chart */
function connect(drawing, chart) {
  const readout = /** @type {HTMLElement} */ (drawing.parentElement?.querySelector('.readout'));
  const cursor = /** @type {SVGLineElement} */ (drawing.querySelector('.cursor'));
  const xs = [...new Set(chart.series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
  let at = Number.NaN;
  const hide = () => {
    readout.hidden = true;
    cursor.setAttribute('visibility', 'hidden');
  };
  const show = (/** @type {number} */ x) => {
    if (Number.isNaN(x)) return;
    at = x;
    const share = chart.left + ((x - chart.low) / (chart.high - chart.low)) * (chart.right - chart.left);
    const place = String(share * drawing.viewBox.baseVal.width);
    for (const name of ['x1', 'x2']) cursor.setAttribute(name, place);
    cursor.setAttribute('visibility', 'visible');
    fill(readout, `${chart.xLabel} ${x}`, valuesAt(chart, x));
    readout.hidden = false;
    const room = drawing.clientWidth - readout.offsetWidth;
    readout.style.left = `${Math.max(0, Math.min(room, share * drawing.clientWidth + (share > 0.5 ? -readout.offsetWidth - 10 : 10)))}px`;
  };
  drawing.addEventListener('pointermove', ({ clientX }) => {
    const { left, width } = drawing.getBoundingClientRect();
    const share = (clientX - left) / width;
    show(nearest(chart, chart.low + ((share - chart.left) / (chart.right - chart.left)) * (chart.high - chart.low)));
  });
  drawing.addEventListener('pointerleave', hide);
  drawing.addEventListener('blur', hide);
  drawing.addEventListener('focus', () => show(Number.isNaN(at) ? xs[xs.length - 1] : at));
  drawing.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(xs[Math.min(xs.length - 1, Math.max(0, xs.indexOf(at) + step))]);
  });
}

/** @param {HTMLElement} readout @param {string} title @param {ReturnType<typeof valuesAt>} values */
function fill(readout, title, values) {
  const line = (/** @type {string} */ text, /** @type {number | undefined} */ colour) => {
    const row = document.createElement('p');
    if (colour !== undefined) row.appendChild(document.createElement('i')).className = `chip colour-${colour}`;
    row.appendChild(document.createElement('bdi')).textContent = text;
    return row;
  };
  const rest = values.length - MOST;
  readout.replaceChildren(
    line(title, undefined),
    ...values.slice(0, MOST).map(({ name, colour, y }) => line(`${name}: ${short(y)}`, colour)),
    ...(rest > 0 ? [line(`and ${rest} more`, undefined)] : []),
  );
}

/** @type {ChartData[]} */
const charts = JSON.parse(document.getElementById('data')?.textContent ?? '[]');
const drawings = /** @type {NodeListOf<SVGSVGElement>} */ (document.querySelectorAll('svg[tabindex]'));
drawings.forEach((drawing, index) => connect(drawing, charts[index]));
followTheme(() => undefined);
