import { html, type Html } from '../../report/html.ts';
import { ticks } from '../../training/report/ticks.ts';

/** One curve with its interval at every place. */
export interface Band {
  readonly name: string;
  /** Which of the colours of the style sheet. */
  readonly colour: number;
  /** Drawn broad and first, so that a line on it is seen. */
  readonly broad?: boolean;
  readonly points: readonly { readonly value: number; readonly low: number; readonly high: number }[];
}

/** What a chart shows. */
export interface BandChart {
  readonly title: string;
  /** Under each place. */
  readonly labels: readonly string[];
  readonly xLabel: string;
  /** Places at which fusion wins. */
  readonly marked: readonly number[];
  readonly bands: readonly Band[];
  /** A line across, such as 0 or chance. */
  readonly level?: { readonly value: number; readonly name: string };
}

const [WIDTH, HEIGHT] = [520, 300];
const PLOT = { left: 52, right: 504, top: 12, bottom: 250 } as const;

/** Returns curves with their intervals as shaded bands, over places that need not be numbers, as SVG. Every place tells its figures under the pointer. */
export function robustnessChart({ title, labels, xLabel, marked, bands, level }: BandChart): Html {
  const all = bands.flatMap(({ points }) => points.flatMap(({ low, high, value }) => [low, high, value])).concat(level?.value ?? []);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.01, (high - low) * 0.06);
  const range = [low - room, high + room] as const;
  const x = (index: number) => round(labels.length === 1 ? (PLOT.left + PLOT.right) / 2 : PLOT.left + 18 + (index / (labels.length - 1)) * (PLOT.right - PLOT.left - 36));
  const y = (value: number) => round(PLOT.bottom - ((value - range[0]) / (range[1] - range[0])) * (PLOT.bottom - PLOT.top));
  const { values, digits } = ticks(range, { count: 6 });
  return html`
    <figure class="chart">
      <figcaption><h3>${title}</h3></figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title} by ${xLabel}: ${bands.map(({ name }) => name).join(', ')}">
        ${values.map((value) => html`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(value)}" y2="${y(value)}"/><text class="axis" x="${PLOT.left - 7}" y="${y(value) + 4}" text-anchor="end">${minus(value.toFixed(digits))}</text>`)}
        ${marked.map((index) => html`<line class="won" x1="${x(index)}" x2="${x(index)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`)}
        <line class="base" x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>
        ${labels.map((label, index) => html`<text class="axis" x="${x(index)}" y="${PLOT.bottom + 19}" text-anchor="middle">${label}</text>`)}
        <text class="axis" x="${PLOT.right}" y="${HEIGHT - 6}" text-anchor="end">${xLabel}</text>
        ${level && html`<line class="level" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(level.value)}" y2="${y(level.value)}"/><text class="axis" x="${PLOT.right}" y="${y(level.value) - 5}" text-anchor="end">${level.name}</text>`}
        ${bands.map(({ colour, points }) => html`<path class="band colour-${colour}" d="${area(points, x, y)}"/>`)}
        ${bands.map(({ colour, broad, points }) => html`<path class="line colour-${colour}${broad === true ? ' broad' : ''}" d="${points.map(({ value }, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(value)}`).join('')}"/>`)}
        ${bands.map(({ name, colour, points }) => points.map(({ value, low: from, high: to }, index) => html`<circle class="mark colour-${colour}" cx="${x(index)}" cy="${y(value)}" r="4"><title>${name}, ${labels[index]}: ${figure(value)} (${figure(from)} to ${figure(to)})</title></circle>`)).flat()}
      </svg>
    </figure>
  `;
}

/** There and back again; a single place becomes an upright bar. */
function area(points: Band['points'], x: (index: number) => number, y: (value: number) => number): string {
  if (points.length === 1) return `M${x(0) - 6} ${y(points[0]!.high)}h12V${y(points[0]!.low)}h-12Z`;
  const there = points.map(({ high }, index) => `${index === 0 ? 'M' : 'L'}${x(index)} ${y(high)}`);
  const back = points.map(({ low }, index) => `L${x(index)} ${y(low)}`).reverse();
  return `${[...there, ...back].join('')}Z`;
}

function figure(value: number): string {
  return minus(value.toFixed(3));
}

function minus(text: string): string {
  return text.replace('-', '−');
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
