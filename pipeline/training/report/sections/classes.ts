import { classReport } from '../../../../fusion/metrics/class-report.ts';
import { html, type Html } from '../../../report/html.ts';
import { formatShare } from '../../../report/format-figure.ts';
import { formatScore } from '../format-score.ts';
import type { StoredScores } from '../stored-run.ts';

/** Returns what was taken for what, and how well each class is recognised; nothing where no classes are predicted. */
export function classSections({ scores }: { readonly scores?: Pick<StoredScores, 'classes' | 'confusion'> | undefined }): Html {
  if (scores?.classes === undefined || scores.confusion === undefined || scores.confusion.every((count) => count === 0)) return html``;
  const { classes, confusion } = scores;
  return html`
    <section class="classes">
      <h2>What was taken for what</h2>
      <p class="quiet">Rows are what is true, columns what was predicted: share of the row, and how many.</p>
      ${confusionTable(classes, confusion)}
    </section>
    <section class="classes">
      <h2>By class</h2>
      ${classTable(classes, confusion)}
    </section>
  `;
}

function confusionTable(classes: readonly string[], counts: readonly number[]): Html {
  const row = (actual: number) => counts.slice(actual * classes.length, (actual + 1) * classes.length);
  const cell = (count: number, total: number) => {
    const share = total === 0 ? 0 : count / total;
    return html`<td class="level-${Math.round(share * 10)}"><b>${total === 0 ? '–' : formatShare(share)}</b><span>${formatCount(count)}</span></td>`;
  };
  const line = (name: string, actual: number) => {
    const total = row(actual).reduce((sum, count) => sum + count, 0);
    return html`<tr><th scope="row"><bdi>${name}</bdi></th>${row(actual).map((count) => cell(count, total))}<td class="number">${formatCount(total)}</td></tr>`;
  };
  return html`
    <div class="scroll fit" tabindex="0" role="region" aria-label="Confusion matrix">
      <table class="confusion">
        <thead><tr><th scope="col">true \\ predicted</th>${classes.map((name) => html`<th scope="col"><bdi>${name}</bdi></th>`)}<th scope="col" class="number">all</th></tr></thead>
        <tbody>${classes.map(line)}</tbody>
      </table>
    </div>
  `;
}

function classTable(classes: readonly string[], counts: readonly number[]): Html {
  const report = classReport({ classes: classes.length, counts: Float64Array.from(counts) }, classes);
  return html`
    <div class="scroll fit" tabindex="0" role="region" aria-label="Scores by class">
      <table>
        <thead><tr><th scope="col">Class</th><th scope="col" class="number">Precision</th><th scope="col" class="number">Recall</th><th scope="col" class="number">F1</th><th scope="col" class="number">Support</th></tr></thead>
        <tbody>
          ${report.classes.map(({ name, precision, recall, f1, support }) => html`<tr><th scope="row"><bdi>${name}</bdi></th><td class="number">${formatScore(precision, 3)}</td><td class="number">${formatScore(recall, 3)}</td><td class="number">${formatScore(f1, 3)}</td><td class="number">${formatCount(support)}</td></tr>`)}
          <tr class="sum"><th scope="row">All</th><td class="number"></td><td class="number">UAR ${formatScore(report.uar, 3)}</td><td class="number">macro ${formatScore(report.macroF1, 3)}</td><td class="number">${formatCount(report.support)}</td></tr>
        </tbody>
      </table>
    </div>
  `;
}

function formatCount(count: number): string {
  return Number.isInteger(count) ? String(count) : count.toFixed(1);
}
