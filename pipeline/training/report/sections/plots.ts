import { html, type Html } from '../../../report/html.ts';
import { formatShare } from '../../../report/format-figure.ts';
import { calibrationErrorOf } from '../../../../fusion/metrics/calibration-error.ts';
import { formatScore } from '../format-score.ts';
import type { CalibrationSummary } from '../../../../fusion/metrics/calibration-summary.ts';
import type { PredictedPair } from '../read-validation.ts';
import type { StoredRun } from '../stored-run.ts';

type Range = readonly [number, number];

/** What plots need to know of a run. */
export interface PlottedRun {
  readonly scores?: { readonly all: Readonly<Record<string, number | null>> } | undefined;
  readonly validation: StoredRun['validation'];
  readonly config: { readonly labels: { readonly ranges: { readonly valence: Range; readonly arousal: Range } } };
}

const SIDE = 240;
const LEFT = 34;
const TOP = 10;
const [WIDTH, HEIGHT] = [SIDE + LEFT + 14, SIDE + TOP + 26];

/** Returns how far confidence can be trusted, predicted values beside true ones, and where predictions lie; nothing of what is not predicted. */
export function plots({ scores, validation: { calibration, valence, arousal }, config }: PlottedRun): Html {
  const { ranges } = config.labels;
  const figures = [
    ...(calibration === undefined ? [] : [reliability(calibration)]),
    ...besideTruth('valence', valence, { range: ranges.valence, ccc: scores?.all['ccc-valence'] }),
    ...besideTruth('arousal', arousal, { range: ranges.arousal, ccc: scores?.all['ccc-arousal'] }),
    ...(valence.length > 0 && arousal.length > 0 ? [plane(valence, arousal, ranges)] : []),
  ];
  if (figures.length === 0) return html``;
  return html`<section><h2>Predictions beside what is true</h2><div class="charts">${figures}</div></section>`;
}

function reliability(summary: CalibrationSummary): Html {
  const { weight, confidence, correct } = summary;
  const total = weight.reduce((sum, each) => sum + each, 0);
  const width = SIDE / weight.length;
  const bars = Array.from(weight, (each, bin) => {
    if (each === 0) return html``;
    const [right, sure] = [correct[bin]! / each, confidence[bin]! / each];
    const title = `${formatShare(each / total)} of the rows: confidence ${formatScore(sure, 2)}, right ${formatScore(right, 2)}`;
    const y = round(TOP + SIDE * (1 - right));
    return html`<g><title>${title}</title><rect class="reliable" x="${round(LEFT + bin * width + 1)}" y="${y}" width="${round(width - 2)}" height="${round(Math.max(1, SIDE * right))}"/><circle class="sure" cx="${round(LEFT + SIDE * sure)}" cy="${y}" r="${round(2 + 5 * Math.sqrt(each / total))}"/></g>`;
  });
  return square({
    title: 'Reliability',
    count: `calibration error ${formatScore(calibrationErrorOf(summary), 3)}`,
    drawing: html`${frame([0, 1], [0, 1])}${bars}${diagonal}`,
    note: 'Confidence to the right, share that is right upwards; on the dashed line both are the same. Larger dots: more rows.',
  });
}

function besideTruth(name: string, pairs: readonly PredictedPair[], { range, ccc }: { readonly range: Range; readonly ccc: number | null | undefined }): Html[] {
  const known = pairs.filter(([, actual]) => Number.isFinite(actual));
  if (known.length === 0) return [];
  const drawing = html`${frame(range, range)}${diagonal}${dots(known.map(([predicted, actual]) => [place(range, actual), place(range, predicted)] as const))}`;
  return [square({ title: `Predicted ${name}`, count: `CCC ${formatScore(ccc, 3)}`, drawing, note: `True ${name} to the right, predicted upwards; on the dashed line both are the same. ${known.length} rows.` })];
}

function plane(valence: readonly PredictedPair[], arousal: readonly PredictedPair[], ranges: { readonly valence: Range; readonly arousal: Range }): Html {
  const middle = html`<path class="grid" d="M${LEFT + SIDE / 2} ${TOP}V${TOP + SIDE}M${LEFT} ${TOP + SIDE / 2}H${LEFT + SIDE}"/>`;
  const points = valence.map(([predicted], index) => [place(ranges.valence, predicted), place(ranges.arousal, arousal[index]![0])] as const);
  return square({ title: 'Predicted valence and arousal', count: `${points.length} rows`, drawing: html`${frame(ranges.valence, ranges.arousal)}${middle}${dots(points)}`, note: 'Valence to the right, arousal upwards. All in one place means that the model answers with a mean.' });
}

interface Square {
  readonly title: string;
  readonly count: string;
  readonly drawing: Html;
  readonly note: string;
}

function square({ title, count, drawing, note }: Square): Html {
  return html`
    <figure class="chart square">
      <figcaption><h3>${title} <span class="count">${count}</span></h3></figcaption>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${note}">${drawing}</svg>
      <p class="quiet">${note}</p>
    </figure>
  `;
}

const diagonal = html`<path class="ideal" d="M${LEFT} ${TOP + SIDE}L${LEFT + SIDE} ${TOP}"/>`;

/** Points of a square with sides of 1, as one path. */
function dots(points: readonly (readonly [x: number, y: number])[]): Html {
  return html`<path class="points" d="${points.map(([x, y]) => `M${round(LEFT + SIDE * x)} ${round(TOP + SIDE * (1 - y))}h0`).join('')}"/>`;
}

/** Where a value lies between the ends; what is outside lies at the edge. */
function place([low, high]: Range, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

function frame(along: Range, up: Range): Html {
  const label = (value: number, x: number, y: number) => html`<text class="axis" x="${x}" y="${y}" text-anchor="middle">${String(value).replace('-', '−')}</text>`;
  return html`<rect class="frame" x="${LEFT}" y="${TOP}" width="${SIDE}" height="${SIDE}"/>${label(along[0], LEFT, HEIGHT - 8)}${label(along[1], LEFT + SIDE, HEIGHT - 8)}${label(up[0], LEFT / 2, TOP + SIDE)}${label(up[1], LEFT / 2, TOP + 10)}`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
