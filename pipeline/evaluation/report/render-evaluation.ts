import { html, type Html } from '../../report/html.ts';
import { htmlDocument } from '../../report/html-document.ts';
import { masthead } from '../../report/sections/masthead.ts';
import { formatScore } from '../../training/report/format-score.ts';
import { classSections } from '../../training/report/sections/classes.ts';
import { plots } from '../../training/report/sections/plots.ts';
import { describeCounts } from '../describe-counts.ts';
import { describeInterval } from '../describe-evaluation.ts';
import type { Evaluation } from '../evaluation.ts';
import { metricWords } from '../metric-words.ts';
import { clipSection } from './clip-section.ts';
import { publishedSection } from './published-section.ts';

const WHOLE = [-1, 1] as const;

/** Returns the page of an evaluation. It loads nothing. */
export function renderEvaluation(evaluation: Evaluation, { style, script }: { readonly style: string; readonly script: string }): string {
  const { title, split, protocol, classes, confusion, calibration, warnings } = evaluation;
  const body = html`<main>
${masthead({ kind: 'evaluation', title, facts: [protocol, ...(split === undefined ? [] : [split]), ...describeCounts(evaluation)] })}
${warnings.map((warning) => html`<p class="alert" role="alert">${warning}</p>`)}
${headline(evaluation)}
${confusion === undefined || classes === undefined ? undefined : classSections({ scores: { classes: classes.classes.map(({ name }) => name), confusion } })}
${unitSection(evaluation)}
${calibration === undefined ? undefined : plots({ validation: { calibration, valence: [], arousal: [] }, config: { labels: { ranges: { valence: WHOLE, arousal: WHOLE } } } })}
${clipSection(evaluation)}
<footer class="quiet">Scores are of the data named here. Other people, recordings and languages may give others.</footer>
</main>`;
  return htmlDocument({ title: `${title} – affekt evaluation`, style, script, body });
}

function headline(evaluation: Evaluation): Html {
  const { metric, score, interval, parts, formula } = evaluation;
  return html`
    <section class="headline" aria-label="Scores">
      <div class="cards">
        <div class="card">
          <h2>${metricWords(metric)}</h2>
          <p class="score">${formatScore(score)}</p>
          ${interval === undefined ? html`<p class="quiet">One clip alone has no interval.</p>` : html`<p>${describeInterval(interval)}</p>`}
          ${partList(parts)}
          <p class="quiet">${formula}.</p>
        </div>
        ${publishedSection(evaluation)}
      </div>
    </section>
  `;
}

function partList(parts: Evaluation['parts']): Html | undefined {
  const rows = Object.entries(parts).map(([name, value]) => html`<tr><th scope="row">${metricWords(name)}</th><td class="number">${formatScore(value)}</td></tr>`);
  return rows.length === 0 ? undefined : html`<table class="parts"><tbody>${rows}</tbody></table>`;
}

function unitSection({ units }: Evaluation): Html | undefined {
  if (units === undefined) return undefined;
  const rows = units.map(({ name, precision, recall, f1, support, predicted }) => html`<tr><th scope="row">${name}</th><td class="number">${formatScore(precision, 3)}</td><td class="number">${formatScore(recall, 3)}</td><td class="number">${formatScore(f1, 3)}</td><td class="number">${support}</td><td class="number">${predicted}</td></tr>`);
  return html`
    <section>
      <h2>By action unit</h2>
      <div class="scroll fit" tabindex="0" role="region" aria-label="Scores by action unit">
        <table>
          <thead><tr><th scope="col">Unit</th><th scope="col" class="number">Precision</th><th scope="col" class="number">Recall</th><th scope="col" class="number">F1</th><th scope="col" class="number">Active</th><th scope="col" class="number">Answered</th></tr></thead>
          <tbody>${rows}</tbody>
        </table>
      </div>
    </section>
  `;
}
