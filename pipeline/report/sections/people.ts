import { arousalWord, valenceWord } from '../affect-words.ts';
import { formatShare, formatSigned, formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';
import type { PersonSummary } from '../summarise-person.ts';

/** Cards before the rest goes behind a fold. */
const SHOWN = 6;

/** Returns one card per person: in words, as shares of its expressions, and its mean valence and arousal. */
export function peopleCards(people: readonly PersonSummary[], { frames }: { readonly frames: number }): Html {
  const cards = people.map((person) => card(person, frames));
  return html`
    <section class="people" aria-labelledby="people-title">
      <h2 id="people-title" class="visually-hidden">Verdict per person</h2>
      <div class="cards">${cards.slice(0, SHOWN)}</div>
      ${cards.length > SHOWN ? html`<details><summary>${cards.length - SHOWN === 1 ? '1 more person' : `${cards.length - SHOWN} more people`}, seen less</summary><div class="cards">${cards.slice(SHOWN)}</div></details>` : undefined}
    </section>
  `;
}

function card(person: PersonSummary, frames: number): Html {
  return html`
    <article class="card">
      <h3>Person ${person.id}</h3>
      <p class="lead">${lead(person)}</p>
      <div class="shares" role="img" aria-label="${person.frames === 1 ? 'Probabilities' : 'Share of frames'}: ${shareList(person)}">
        ${person.shares.map(({ expression, share }) => html`<span data-expression="${expression}" data-share="${share}"><b>${share >= 0.16 ? expression : ''}</b></span>`)}
      </div>
      ${Number.isNaN(person.valence) ? undefined : affect(person)}
      <p class="quiet">${presence(person, frames)}</p>
    </article>
  `;
}

function lead({ shares, frames }: PersonSummary): Html {
  const [first, ...rest] = shares;
  if (!first) return html`Seen, but without a verdict.`;
  const others = rest.slice(0, 2).map(({ expression, share }) => `${expression} (${formatShare(share)})`);
  if (frames === 1) return html`Most likely <strong>${first.expression}</strong> (${formatShare(first.share)})${others.length > 0 ? `, then ${others.join(' or ')}` : ''}.`;
  const amount = first.share > 0.985 ? 'Always' : first.share > 0.5 ? 'Mostly' : 'Most often';
  return html`${amount} <strong>${first.expression}</strong> (${formatShare(first.share)})${others.length > 0 ? `, then ${others.join(' and ')}` : ''}.`;
}

function shareList({ shares }: PersonSummary): string {
  return shares.map(({ expression, share }) => `${expression} ${formatShare(share)}`).join(', ');
}

function affect({ valence, arousal }: PersonSummary): Html {
  return html`
    <dl class="affect">
      <div><dt>Valence</dt><dd><b>${formatSigned(valence)}</b> ${valenceWord(valence)}</dd></div>
      <div><dt>Arousal</dt><dd><b>${formatSigned(arousal)}</b> ${arousalWord(arousal)}</dd></div>
    </dl>
  `;
}

const ORIGIN = {
  measured: 'Valence and arousal are measured by a model.',
  derived: 'Valence and arousal are derived from the expressions.',
  mixed: 'Valence and arousal are partly measured, partly derived from the expressions.',
} as const;

function presence({ frames: seen, start, end, restsOn, valenceArousal }: PersonSummary, frames: number): string {
  const span = frames === 1 ? '' : `Seen in ${seen} of ${frames} analysed frames, ${formatTime(start)} to ${formatTime(end)}. `;
  return restsOn.length > 0 ? `${span}Rests on ${restsOn.join(' and ')}. ${ORIGIN[valenceArousal]}` : span;
}
