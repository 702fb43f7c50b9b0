import { html, type Html } from '../../../report/html.ts';
import { formatShare } from '../../../report/format-figure.ts';
import { formatScore } from '../format-score.ts';
import type { StoredRun } from '../stored-run.ts';

/** Returns what the run was trained on, and what a reader should know before believing its scores. */
export function dataSection({ data, config }: StoredRun): Html {
  if (data === undefined) return html``;
  const { clips, groups, warnings } = data;
  const ranges = Object.entries(data.ranges).map(([name, [low, high]]) => `${name} from ${formatScore(low, 2)} to ${formatScore(high, 2)}`);
  return html`
    <section class="data">
      <h2>Data</h2>
      <p>${clips} clips${groups > 0 ? `, ${groups} speakers or videos` : ''}; labels of <bdi>${config.labels.file}</bdi>${ranges.length > 0 ? `; ${ranges.join(', ')}` : ''}.</p>
      ${warnings.length > 0 ? html`<ul class="notes">${warnings.map((warning) => html`<li><bdi>${warning}</bdi></li>`)}</ul>` : undefined}
      <div class="tables">${classTable(data.classes)}${modalityTable(data.modalities)}</div>
    </section>
  `;
}

function classTable(classes: NonNullable<StoredRun['data']>['classes']): Html {
  const counts = Object.entries(classes);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return html``;
  const bar = (count: number) => html`<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${((100 * count) / total).toFixed(1)}" height="8"/></svg>`;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Classes">
      <table>
        <thead><tr><th scope="col">Class</th><th scope="col" class="number">Labels</th><th scope="col" class="number">Share</th><th></th></tr></thead>
        <tbody>${counts.map(([name, count]) => html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="number">${count}</td><td class="number">${formatShare(count / total)}</td><td>${bar(count)}</td></tr>`)}</tbody>
      </table>
    </div>
  `;
}

function modalityTable(modalities: NonNullable<StoredRun['data']>['modalities']): Html {
  const row = ([name, { dimensions, present, zeroRows, shortest, longest }]: [string, NonNullable<StoredRun['data']>['modalities'][string]]) =>
    html`<tr><th scope="row">${name}</th><td class="number">${dimensions}</td><td class="number">${present}</td><td class="number">${shortest === longest ? shortest : `${shortest} to ${longest}`}</td><td class="number">${zeroRows}</td></tr>`;
  return html`
    <div class="scroll" tabindex="0" role="region" aria-label="Modalities">
      <table>
        <thead><tr><th scope="col">Modality</th><th scope="col" class="number">Dimensions</th><th scope="col" class="number">Clips</th><th scope="col" class="number">Rows</th><th scope="col" class="number">Rows of zeros</th></tr></thead>
        <tbody>${Object.entries(modalities).map(row)}</tbody>
      </table>
    </div>
  `;
}
