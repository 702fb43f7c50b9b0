import { html, type Html } from '../../report/html.ts';
import { formatScore } from '../../training/report/format-score.ts';
import type { ClipEvaluation, Evaluation } from '../evaluation.ts';
import { countWords, metricWords } from '../metric-words.ts';

/** More rows than that make no page that anybody reads; the JSON has all. */
const MOST = 1000;

/** Returns a table of the clips, worst first; a click on a heading sorts it. */
export function clipSection({ clips, interval }: Evaluation): Html | undefined {
  const [first] = clips;
  if (first === undefined) return undefined;
  const names = Object.keys(first.scores);
  const answers = first.actual !== undefined;
  const heading = (text: string, isNumber: boolean) => html`<th scope="col"${isNumber ? html` class="number"` : undefined} aria-sort="none"><button type="button" class="sort">${text}</button></th>`;
  const noun = interval?.over === 'clips' || answers ? 'clip' : 'video';
  return html`
    <section class="clips">
      <h2>By ${noun} <span class="count">${clips.length > MOST ? `the worst ${MOST} of ${clips.length}` : countWords(clips.length, noun)}</span></h2>
      <p class="quiet">Worst first. ${answers ? 'Figures are of one clip each.' : 'Each figure is over the frames of one video alone; the score is over all frames at once, so it is not their mean.'}</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Scores by ${noun}">
        <table class="sortable">
          <thead><tr>${heading(noun === 'clip' ? 'Clip' : 'Video', false)}${answers ? html`${heading('Labelled', false)}${heading('Answered', false)}` : heading('Frames', true)}${names.map((name) => heading(metricWords(name), true))}</tr></thead>
          <tbody>${clips.slice(0, MOST).map((clip) => clipRow(clip, { names, answers }))}</tbody>
        </table>
      </div>
    </section>
  `;
}

function clipRow({ clip, rows, scores, actual, predicted }: ClipEvaluation, { names, answers }: { readonly names: readonly string[]; readonly answers: boolean }): Html {
  const cells = names.map((name) => html`<td class="number" data-value="${String(scores[name] ?? '')}">${formatScore(scores[name])}</td>`);
  return html`<tr><th scope="row"><bdi>${clip}</bdi></th>${answers ? html`<td class="wrap"><bdi>${actual}</bdi></td><td class="wrap"><bdi>${predicted}</bdi></td>` : html`<td class="number" data-value="${rows}">${rows}</td>`}${cells}</tr>`;
}
