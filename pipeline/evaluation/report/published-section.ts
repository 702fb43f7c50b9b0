import { html, type Html } from '../../report/html.ts';
import { formatScore } from '../../training/report/format-score.ts';
import type { Evaluation } from '../evaluation.ts';

/** Returns figures of others beside this one, those of the same split first. */
export function publishedSection({ published, split, score, notes }: Evaluation): Html | undefined {
  if (published.length === 0) return undefined;
  const ours = score === null ? [] : [{ who: 'this one', on: split ?? '', score, source: '' }];
  const same = [...published.filter(({ on }) => split === undefined || on === split), ...ours].sort((a, b) => a.score - b.score);
  const rows = [...same, ...published.filter(({ on }) => split !== undefined && on !== split)];
  const row = (figure: (typeof rows)[number]) => html`<tr class="${ours.includes(figure) ? 'sum' : ''}"><td class="number">${formatScore(figure.score)}</td><td>${figure.on}</td><td class="wrap">${figure.who}${figure.source === '' ? undefined : html` <span class="quiet">${figure.source}</span>`}</td></tr>`;
  return html`
    <div class="card wide">
      <h2>Beside what others reached</h2>
      <div class="scroll low published" tabindex="0" role="region" aria-label="Published figures">
        <table>
          <thead><tr><th scope="col" class="number">Score</th><th scope="col">On</th><th scope="col">Who</th></tr></thead>
          <tbody>${rows.map(row)}</tbody>
        </table>
      </div>
      <ul class="quiet">${notes.map((note) => html`<li>${note}</li>`)}</ul>
    </div>
  `;
}
