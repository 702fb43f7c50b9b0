import { arousalWord, valenceWord } from '../affect-words.ts';
import { formatList, formatShare, formatSigned, formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';
import type { PersonSummary } from '../summarise-person.ts';
import type { VoiceSummary } from '../summarise-voice.ts';

/** Cards before the rest goes behind a fold. */
const SHOWN = 6;
/** Less is not worth a word, as a share. */
const WORTH = 0.02;

/** What `verdictCards` says more than people. */
export interface CardContext {
  /** Frames with a face. */
  readonly frames: number;
  /** Given when it stands for itself: nobody is in the picture. */
  readonly voice: VoiceSummary | undefined;
  /** Classes that no model of this run knows: `['other']`. */
  readonly unknown: readonly string[];
}

/** Returns one card per person: in words, as shares of its expressions, and its mean valence and arousal. Without people: one for the voice. */
export function verdictCards(people: readonly PersonSummary[], { frames, voice, unknown }: CardContext): Html {
  const cards = [...people.map((person) => personCard(person, frames)), ...(voice ? [voiceCard(voice)] : [])];
  return html`
    <section class="people" aria-labelledby="people-title">
      <h2 id="people-title" class="visually-hidden">Verdict per person</h2>
      <div class="cards">${cards.slice(0, SHOWN)}</div>
      ${cards.length > SHOWN ? html`<details><summary>${cards.length - SHOWN === 1 ? '1 more person' : `${cards.length - SHOWN} more people`}, seen less</summary><div class="cards">${cards.slice(SHOWN)}</div></details>` : undefined}
      ${unknown.length > 0 ? html`<p class="quiet caveat">No model of this run knows ${unknown.map((name) => `“${name}”`).join(' or ')}: what looks like it was read as one of the others.</p>` : undefined}
    </section>
  `;
}

function personCard(person: PersonSummary, frames: number): Html {
  const still = person.frames === 1;
  return card(person, { title: `Person ${person.id}`, still, unit: still ? '' : person.doubted > 0 ? ' of frames with a verdict' : ' of frames', note: presence(person, frames) });
}

function voiceCard(voice: VoiceSummary): Html {
  return card(voice, { title: 'Voice', still: voice.judged === 1, unit: ' of windows', note: `Speech was read in ${voice.judged} of ${voice.windows} windows of sound. Rests on voice.` });
}

type Figures = Pick<PersonSummary, 'shares' | 'valence' | 'arousal' | 'valenceArousal'>;

function card(figures: Figures, { title, still, unit, note }: { readonly title: string; readonly still: boolean; readonly unit: string; readonly note: string }): Html {
  const shown = figures.shares.filter(({ share }) => share >= 0.005);
  return html`
    <article class="card">
      <h3>${title}</h3>
      <p class="lead">${lead(figures, { still, unit })}</p>
      <div class="shares" role="img" aria-label="${still ? 'Probabilities' : 'Shares'}: ${shown.map(({ expression, share }) => `${expression} ${formatShare(share)}`).join(', ')}">
        ${shown.map(({ expression, share }) => html`<span data-expression="${expression}" data-share="${share}"><b>${share >= 0.16 ? expression : ''}</b></span>`)}
      </div>
      ${Number.isNaN(figures.valence) ? undefined : affect(figures)}
      <p class="quiet">${note}</p>
    </article>
  `;
}

function lead({ shares }: Figures, { still, unit }: { readonly still: boolean; readonly unit: string }): Html {
  const [first, ...rest] = shares;
  if (!first) return html`Seen, but without a verdict.`;
  const others = rest.filter(({ share }) => share >= WORTH).slice(0, 2).map(({ expression, share }) => `${expression} (${formatShare(share)})`);
  const then = others.length > 0 ? `, then ${others.join(still ? ' or ' : ' and ')}` : '';
  const amount = still ? 'Most likely' : first.share > 0.985 ? 'Always' : first.share > 0.5 ? 'Mostly' : 'Most often';
  return html`${amount} read as <strong>${first.expression}</strong> (${formatShare(first.share)}${unit})${then}.`;
}

const ORIGIN = { measured: 'measured', derived: 'derived', mixed: 'partly derived' } as const;
const ORIGIN_MEANING = {
  measured: 'Given by a model that was trained on valence and arousal.',
  derived: 'Computed from the expressions, measured by no model.',
  mixed: 'Partly given by a model, partly computed from the expressions.',
} as const;

function affect({ valence, arousal, valenceArousal }: Figures): Html {
  return html`
    <dl class="affect">
      <div><dt>Valence</dt><dd><b>${formatSigned(valence)}</b> ${valenceWord(valence)}</dd></div>
      <div><dt>Arousal</dt><dd><b>${formatSigned(arousal)}</b> ${arousalWord(arousal)}</dd></div>
      <div class="origin"><dt><span class="tag" data-origin="${valenceArousal}">${ORIGIN[valenceArousal]}</span></dt><dd>${ORIGIN_MEANING[valenceArousal]}</dd></div>
    </dl>
  `;
}

function presence({ frames: seen, start, end, restsOn, doubted }: PersonSummary, frames: number): string {
  const span = frames === 1 ? '' : `Seen in ${seen} of ${frames} frames with a face, ${formatTime(start)} to ${formatTime(end)}. `;
  const doubt = doubted === 0 ? '' : `The face is uncertain${seen === 1 ? '' : ` in ${doubted} of them`}. `;
  return `${span}${doubt}${restsOn.length > 0 ? `Rests on ${formatList(restsOn)}.` : ''}`;
}
