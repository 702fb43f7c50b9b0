import { html, type Html } from '../../report/html.ts';
import { ticks } from './ticks.ts';

/** One line of a chart. */
export interface ChartSeries {
  readonly name: string;
  /** Which of the colours; they repeat. */
  readonly colour: number;
  /** In the order of x. What is not finite leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** A point that is marked. */
  readonly mark?: readonly [x: number, y: number] | undefined;
}

/** What a chart shows. */
export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly series: readonly ChartSeries[];
}

/** A figure, and what the script needs to tell what is under the pointer. */
export interface DrawnChart {
  readonly figure: Html;
  readonly data: ChartData;
}

/** Where points lie: x of the data from `low` to `high` is `left` to `right` of the drawing. */
export interface ChartData {
  readonly xLabel: string;
  readonly low: number;
  readonly high: number;
  readonly left: number;
  readonly right: number;
  readonly series: readonly Pick<ChartSeries, 'name' | 'colour' | 'points'>[];
}

const [WIDTH, HEIGHT] = [460, 250];
const PLOT = { left: 58, right: 448, top: 10, bottom: 214 } as const;
/** How many colours the style sheet has. */
const COLOURS = 8;

/** Returns a chart of lines as SVG. */
export function lineChart({ title, xLabel, series }: LineChart): DrawnChart {
  const points = series.flatMap((each) => each.points).filter(isFinitePoint);
  const [low, high] = rangeOf(points.map(([x]) => x), 0);
  const [bottom, top] = rangeOf(points.map(([, y]) => y), 0.04);
  const x = (value: number) => PLOT.left + ((value - low) / (high - low)) * (PLOT.right - PLOT.left);
  const y = (value: number) => PLOT.bottom - ((value - bottom) / (top - bottom)) * (PLOT.bottom - PLOT.top);
  const figure = html`
    <figure class="chart">
      <figcaption><h3>${title}</h3></figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title} by ${xLabel}, ${series.length} lines" tabindex="0">
        ${yAxis([bottom, top], y)}
        ${xAxis([low, high], x)}
        <text class="axis" x="${PLOT.right}" y="${HEIGHT - 4}" text-anchor="end">${xLabel}</text>
        ${series.map(({ points: all, colour }) => html`<path class="line ${colourClass(colour)}" d="${toPath(all, { x, y })}"/>`)}
        ${series.map(({ mark, colour }) => (mark && isFinitePoint(mark) ? html`<circle class="mark ${colourClass(colour)}" cx="${round(x(mark[0]))}" cy="${round(y(mark[1]))}" r="4.5"/>` : html``))}
        <line class="cursor" y1="${PLOT.top}" y2="${PLOT.bottom}" x1="0" x2="0" visibility="hidden"/>
      </svg>
      <div class="readout" hidden></div>
    </figure>
  `;
  return { figure, data: { xLabel, low, high, left: PLOT.left / WIDTH, right: PLOT.right / WIDTH, series: series.map(({ name, colour, points: all }) => ({ name, colour: colour % COLOURS, points: all.filter(isFinitePoint) })) } };
}

/** Returns the class of a line's colour; after eight lines the colours repeat, dashed. */
export function colourClass(colour: number): string {
  return `colour-${colour % COLOURS}${Math.floor(colour / COLOURS) % 2 === 1 ? ' dashed' : ''}`;
}

function yAxis(range: readonly [number, number], y: (value: number) => number): Html {
  const { values, digits } = ticks(range, { count: 6 });
  const write = (value: number) => (digits > 3 && value !== 0 ? Number(value.toPrecision(3)).toExponential() : value.toFixed(digits > 3 ? 0 : digits));
  const label = (value: number) => write(value).replaceAll('-', '−');
  return html`${values.map((value) => html`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="axis" x="${PLOT.left - 7}" y="${round(y(value) + 4)}" text-anchor="end">${label(value)}</text>`)}`;
}

function xAxis(range: readonly [number, number], x: (value: number) => number): Html {
  const { values, digits } = ticks(range, { count: 6, whole: true });
  return html`<line class="base" x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>${values.map((value) => html`<text class="axis" x="${round(x(value))}" y="${PLOT.bottom + 18}" text-anchor="middle">${value.toFixed(digits)}</text>`)}`;
}

/** The smallest and largest value with some room; never of no width. */
function rangeOf(values: readonly number[], room: number): readonly [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low > high) return [0, 1];
  if (low === high) return [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
  return [low - room * (high - low), high + room * (high - low)];
}

function toPath(points: ChartSeries['points'], { x, y }: { readonly x: (value: number) => number; readonly y: (value: number) => number }): string {
  let pen = 'M';
  const path = points
    .map((point) => {
      if (!isFinitePoint(point)) {
        pen = 'M';
        return '';
      }
      const step = `${pen}${round(x(point[0]))} ${round(y(point[1]))}`;
      pen = 'L';
      return step;
    })
    .join('');
  return path === '' ? '' : `${path}h0`; // A single point becomes a dot
}

function isFinitePoint([x, y]: readonly [number, number]): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
