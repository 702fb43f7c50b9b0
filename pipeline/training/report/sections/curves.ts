import { html, type Html } from '../../../report/html.ts';
import { colourClass, lineChart, type ChartData, type ChartSeries } from '../line-chart.ts';
import type { StoredFold, StoredRun } from '../stored-run.ts';

/** Charts, and what their script reads. */
export interface Curves {
  readonly section: Html;
  readonly charts: readonly ChartData[];
}

/** More folds than this are named under the pointer only. */
const MAX_NAMED = 24;

/** Returns training loss and validation score by epoch, and the learning rate by step, a line for each fold. */
export function curves({ folds, metric }: StoredRun): Curves {
  const begun = folds.filter(({ epochs, rates }) => epochs.length + rates.length > 0);
  if (begun.length === 0) return { section: html``, charts: [] };
  const drawn = [
    lineChart({ title: 'Training loss', xLabel: 'epoch', series: begun.map((fold, colour) => byEpoch(fold, colour, ({ training }) => training.loss ?? NaN)) }),
    lineChart({ title: `Validation ${metric}`, xLabel: 'epoch', series: begun.map((fold, colour) => marked(byEpoch(fold, colour, ({ scores }) => scores[metric] ?? NaN), fold)) }),
    lineChart({ title: 'Learning rate', xLabel: 'step', series: begun.map(({ name, rates }, colour) => ({ name, colour, points: thinned(rates) })) }),
  ];
  const section = html`
    <section class="curves">
      <h2>Curves</h2>
      <ul class="legend">${begun.length > MAX_NAMED ? html`<li>${begun.length} folds: the pointer names them</li>` : begun.map(({ name }, colour) => html`<li><svg class="key" viewBox="0 0 18 4" aria-hidden="true"><path class="line ${colourClass(colour)}" d="M1 2H17"/></svg><bdi>${name}</bdi></li>`)}<li><svg class="key dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4"/></svg>best epoch</li></ul>
      <div class="charts">${drawn.map(({ figure }) => figure)}</div>
    </section>
  `;
  return { section, charts: drawn.map(({ data }) => data) };
}

function byEpoch({ name, epochs }: StoredFold, colour: number, value: (epoch: StoredFold['epochs'][number]) => number): ChartSeries {
  return { name, colour, points: epochs.map((epoch) => [epoch.epoch, value(epoch)] as const) };
}

function marked(series: ChartSeries, { epochs }: StoredFold): ChartSeries {
  const best = epochs.findLastIndex((epoch) => epoch.best);
  return { ...series, mark: series.points[best] };
}

/** At most a few hundred points, the last among them. */
function thinned(points: StoredFold['rates']): StoredFold['rates'] {
  const every = Math.ceil(points.length / 300);
  return points.filter((_, index) => index % every === 0 || index === points.length - 1);
}
