import type { Segment } from '../../rows.ts';
import { formatShare, formatSigned, formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';

/** Rows that the page holds: more make it slow, and are in `segments.json`. */
const MAX_ROWS = 3000;

/** Returns the table of segments; each row seeks. */
export function segmentTable(segments: readonly Segment[]): Html {
  if (segments.length === 0) return html`<section class="segments"><h2>Segments</h2><p class="quiet">None: nobody was seen or heard long enough.</p></section>`;
  return html`
    <section class="segments" aria-labelledby="segments-title">
      <h2 id="segments-title">Segments <span class="count">${segments.length}</span></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="segments-title">
        <table>
          <thead><tr><th scope="col">From</th><th scope="col">To</th><th scope="col">Who</th><th scope="col">What</th><th scope="col" class="number">Probability</th><th scope="col" class="number">Valence</th><th scope="col" class="number">Arousal</th></tr></thead>
          <tbody>${segments.slice(0, MAX_ROWS).map(row)}</tbody>
        </table>
      </div>
      ${segments.length > MAX_ROWS ? html`<p class="quiet">The first ${MAX_ROWS} are shown; all ${segments.length} are in segments.json.</p>` : undefined}
    </section>
  `;
}

function row(segment: Segment): Html {
  const { kind, start, end, person, expression, probability, valence = Number.NaN, arousal = Number.NaN } = segment;
  return html`<tr data-start="${start}" data-end="${end}">
    <td><button type="button" class="seek" aria-label="Go to ${formatTime(start)}">${formatTime(start)}</button></td>
    <td>${formatTime(end)}</td>
    <td>${person === undefined ? '–' : `Person ${person}`}</td>
    <td>${kind === 'speech' ? html`<i class="chip speech"></i>speech` : html`<i class="chip" data-expression="${expression}"></i>${expression}`}</td>
    <td class="number">${formatShare(probability)}</td>
    <td class="number">${formatSigned(valence)}</td>
    <td class="number">${formatSigned(arousal)}</td>
  </tr>`;
}
