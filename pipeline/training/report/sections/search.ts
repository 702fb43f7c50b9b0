import { html, type Html } from '../../../report/html.ts';
import { formatScore } from '../format-score.ts';
import type { SearchResult } from '../../search/search-result.ts';
import type { StoredRun } from '../stored-run.ts';

/** Returns what a search found: every draw by its score, and the repeats of the best; nothing where nothing was searched. */
export function searchSection({ search }: StoredRun): Html {
  if (search === undefined) return html``;
  const { draws, planned, metric, repeats } = search;
  const names = Object.keys(search.grid);
  return html`
    <section class="search">
      <h2>Search <span class="count">${draws.length} of ${planned.draws} draws, ${repeats.length} of ${planned.repeats} repeats</span></h2>
      ${summary(search)}
      <div class="scroll" tabindex="0" role="region" aria-label="Draws, best first">
        <table>
          <thead><tr><th scope="col">Draw</th><th scope="col" class="number">${metric}, folds</th><th scope="col" class="number">All together</th>${names.map((name) => html`<th scope="col"><bdi>${name.replace(/^(model\.options|training)\./, '')}</bdi></th>`)}</tr></thead>
          <tbody>${draws.map((draw) => html`<tr><th scope="row">${draw.run.replace(/^draws\//, '')}</th>${scoreCells(draw)}${names.map((name) => html`<td><bdi>${toText(draw.settings[name])}</bdi></td>`)}</tr>`)}</tbody>
        </table>
      </div>
      ${repeats.length === 0 ? undefined : repeatTable(search)}
    </section>
  `;
}

function summary({ score, repeats, metric, head, complete }: SearchResult): Html {
  if (score === undefined) return html`<p class="empty">The search goes on: the draws so far, best first.</p>`;
  return html`<p class="lead"><strong>${metric} ${formatScore(score.mean)} ± ${formatScore(score.deviation)}</strong> over ${repeats.length} runs of the best draw with other seeds, each the mean of its folds. ${complete ? `The head is that of ${head ?? '–'}.` : 'More are to come.'}</p>`;
}

function repeatTable({ repeats, metric }: SearchResult): Html {
  return html`
    <h3>Repeats of the best draw</h3>
    <div class="scroll fit" tabindex="0" role="region" aria-label="Repeats of the best draw">
      <table>
        <thead><tr><th scope="col">Run</th><th scope="col" class="number">Seed</th><th scope="col" class="number">${metric}, folds</th><th scope="col" class="number">All together</th></tr></thead>
        <tbody>${repeats.map((run) => html`<tr><th scope="row">${run.run}</th><td class="number">${run.seed}</td>${scoreCells(run)}</tr>`)}</tbody>
      </table>
    </div>
  `;
}

function scoreCells({ scores, failed }: SearchResult['draws'][number]): Html {
  if (scores === undefined) return html`<td colspan="2" class="failed" title="${failed}">diverged</td>`;
  return html`<td class="number">${formatScore(scores.mean)} ± ${formatScore(scores.deviation)}</td><td class="number">${formatScore(scores.value)}</td>`;
}

function toText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'limit' in value) return String(value.limit);
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
