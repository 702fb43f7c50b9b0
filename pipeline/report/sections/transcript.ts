import type { SentenceRow, WordWeight } from '../../rows.ts';
import { formatShare, formatSigned, formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';

/** Rows that the page holds: more make it slow, and are in `sentences.csv`. */
const MAX_ROWS = 3000;
/** Probability that a word must move to be marked, by how strongly it is marked. */
const STRENGTHS = [0.03, 0.1, 0.25] as const;

/** Returns the words of the clip, sentence by sentence; each seeks. Words that weighed are marked: underlined dashed where they speak against the expression. Nothing where there are no words. */
export function transcript(sentences: readonly SentenceRow[]): Html | undefined {
  if (sentences.length === 0) return undefined;
  return html`
    <section class="segments transcript" aria-labelledby="transcript-title">
      <h2 id="transcript-title">Words <span class="count">${sentences.length}</span></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="transcript-title">
        <table>
          <thead><tr><th scope="col">From</th><th scope="col">Who</th><th scope="col">Said</th><th scope="col">By the words</th><th scope="col" class="number">Probability</th><th scope="col" class="number">Valence</th><th scope="col" class="number">Arousal</th></tr></thead>
          <tbody>${sentences.slice(0, MAX_ROWS).map(row)}</tbody>
        </table>
      </div>
      ${sentences.length > MAX_ROWS ? html`<p class="quiet">The first ${MAX_ROWS} are shown; all ${sentences.length} are in sentences.csv.</p>` : undefined}
      <p class="quiet">Marked: words without which the expression would be less probable; dashed: more probable.</p>
    </section>
  `;
}

function row(sentence: SentenceRow): Html {
  const { start, end, verdict, note } = sentence;
  return html`<tr data-start="${start}" data-end="${end}">
    <td><button type="button" class="seek" aria-label="Go to ${formatTime(start)}">${formatTime(start)}</button></td>
    <td>${who(sentence)}</td>
    <td class="said" dir="auto">${markWords(sentence)}</td>
    <td>${verdict === undefined ? html`<span class="quiet">${note ?? '–'}</span>` : html`<i class="chip" data-expression="${verdict.expression}"></i>${verdict.expression}`}</td>
    <td class="number">${verdict === undefined ? '–' : formatShare(verdict.probabilities[verdict.expression] ?? 0)}</td>
    <td class="number">${formatSigned(verdict?.valence ?? Number.NaN)}</td>
    <td class="number">${formatSigned(verdict?.arousal ?? Number.NaN)}</td>
  </tr>`;
}

function who({ speaker, person }: SentenceRow): string {
  const seen = person === undefined ? undefined : `Person ${person}`;
  return [speaker, seen].filter((name) => name !== undefined).join(', ') || '–';
}

function markWords({ text, weights = [] }: SentenceRow): Html[] {
  const parts: Html[] = [];
  let at = 0;
  for (const word of weights) {
    const strength = STRENGTHS.filter((least) => Math.abs(word.weight) >= least).length;
    if (strength === 0) continue;
    parts.push(html`${text.slice(at, word.from)}${mark(text, word, strength)}`);
    at = word.to;
  }
  return [...parts, html`${text.slice(at)}`];
}

function mark(text: string, { from, to, weight }: WordWeight, strength: number): Html {
  return html`<mark data-side="${weight > 0 ? 'for' : 'against'}" data-strength="${strength}" title="${formatSigned(weight)}">${text.slice(from, to)}</mark>`;
}
