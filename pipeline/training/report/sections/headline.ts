import { html, type Html } from '../../../report/html.ts';
import { formatScore } from '../format-score.ts';
import type { StoredRun, StoredScores } from '../stored-run.ts';

/** Returns the scores: the chosen metric with its interval and by fold, all metrics, those of test examples. */
export function headline({ scores, folds, search }: StoredRun): Html {
  if (scores === undefined) return html``;
  return html`
    <section class="headline" aria-label="Scores">
      <div class="cards">
        <div class="card">
          <h2>${scores.metric}${search?.head === undefined ? '' : ` of ${search.head}`}</h2>
          <p class="score">${formatScore(scores.value)}</p>
          <p>95 % of bootstrap samples of ${scores.intervalOver === 'groups' ? 'speakers or videos' : 'clips'}: ${formatScore(scores.interval[0])} to ${formatScore(scores.interval[1])}</p>
          <p class="quiet">Over all validation examples, each predicted by the fold that has not seen it. The epoch of each fold was chosen on the same examples, which flatters.</p>
        </div>
        <div class="card">
          <h2>By fold <span class="count">${formatScore(scores.mean)} ± ${formatScore(scores.deviation)}</span></h2>
          ${foldTable(scores, folds)}
        </div>
        <div class="card">
          <h2>Every metric</h2>
          ${metricTable(scores)}
        </div>
      </div>
    </section>
  `;
}

function foldTable({ folds: byFold, metric }: StoredScores, folds: StoredRun['folds']): Html {
  const rows = Object.entries(byFold).map(([name, score]) => {
    const epochs = folds.find((fold) => fold.name === name)?.epochs ?? [];
    const best = epochs.findLast((epoch) => epoch.best);
    return html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="number">${formatScore(score)}</td><td class="number">${best === undefined ? '–' : `${best.epoch} of ${epochs.length}`}</td></tr>`;
  });
  return html`
    <div class="scroll low" tabindex="0" role="region" aria-label="Scores by fold">
      <table>
        <thead><tr><th scope="col">Fold</th><th scope="col" class="number">${metric}</th><th scope="col" class="number">Best epoch</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  `;
}

function metricTable({ all, test }: StoredScores): Html {
  const rows = Object.entries(all).map(([name, score]) => html`<tr><th scope="row">${name}</th><td class="number">${formatScore(score)}</td>${test === undefined ? undefined : html`<td class="number">${formatScore(Object.entries(test).find(([other]) => other === name)?.[1])}</td>`}</tr>`);
  return html`
    <div class="scroll low" tabindex="0" role="region" aria-label="Every metric">
      <table>
        <thead><tr><th scope="col">Metric</th><th scope="col" class="number">Validation</th>${test === undefined ? undefined : html`<th scope="col" class="number">Test, mean of the folds</th>`}</tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  `;
}
