import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import type { AddedTable } from '../plugins/added-table.ts';
import type { RunRecord, Segment, SentenceRow, VoiceRow } from '../rows.ts';
import type { PageMedia } from './choose-media.ts';
import { html, type Html } from './html.ts';
import { htmlDocument } from './html-document.ts';
import { isStill } from './is-still.ts';
import { jsonScript } from './json-script.ts';
import type { PageData } from './page-data.ts';
import { addedTable } from './sections/added-table.ts';
import { header } from './sections/header.ts';
import { verdictCards } from './sections/people.ts';
import { provenance } from './sections/provenance.ts';
import { segmentTable } from './sections/segments.ts';
import { stage } from './sections/stage.ts';
import { timeline } from './sections/timeline.ts';
import { transcript } from './sections/transcript.ts';
import type { PersonSummary } from './summarise-person.ts';
import { summariseVoice } from './summarise-voice.ts';

/** All that a page shows. */
export interface PageContent {
  readonly run: RunRecord;
  readonly people: readonly PersonSummary[];
  readonly voice: readonly VoiceRow[];
  readonly segments: readonly Segment[];
  readonly sentences: readonly SentenceRow[];
  readonly tables: readonly AddedTable[];
  readonly data: PageData;
  readonly media: PageMedia;
  readonly style: string;
  readonly script: string;
}

/** Returns the page as HTML. It loads nothing, and its policy forbids everything but the style and script in it. */
export function renderPage(content: PageContent): string {
  const { run, people, segments, sentences, tables, data, media, style, script } = content;
  const moving = media.kind !== 'picture' && !isStill(run.clip);
  const voice = people.length === 0 ? summariseVoice(content.voice) : undefined;
  const unknown = unknownClasses(content);
  const body = html`<main>
${header(run)}
${emptyState(content)}
${people.length > 0 || voice ? verdictCards(people, { frames: run.frames.analysed, voice, unknown }) : undefined}
${stage(media, { people: people.length, moving })}
${moving ? timeline(run, { voice: content.voice, unknown }) : undefined}
${moving ? transcript(sentences) : undefined}
${moving ? segmentTable(segments) : undefined}
${tables.map(addedTable)}
${provenance(run)}
<footer class="quiet">Expressions and valence–arousal are what models say of pictures and sound, not what a person feels.</footer>
</main>
${jsonScript('data', data)}
${'bytes' in media && media.kind !== 'picture' ? html`<script type="text/plain" id="media-bytes">${base64(media.bytes)}</script>` : undefined}`;
  return htmlDocument({ title: `${run.clip.name} – affekt`, style, script, body, media: `blob:${'href' in media ? " 'self' file:" : ''}` });
}

/** Expressions that have no probability in any row: the models of the run do not know them. */
function unknownClasses({ data, voice }: PageContent): readonly string[] {
  const sightings = data.people.map(({ probabilities }) => Buffer.from(probabilities, 'base64'));
  const seen = sightings.some((bytes) => bytes.some((byte) => byte !== 255)) || voice.some(({ verdict }) => verdict);
  const knows = (expression: Expression, index: number) =>
    sightings.some((bytes) => bytes.some((byte, at) => at % 8 === index && byte !== 255)) || voice.some(({ verdict }) => verdict?.probabilities[expression] !== undefined);
  return seen ? EXPRESSIONS.filter((expression, index) => !knows(expression, index)) : [];
}

function emptyState({ run, people }: PageContent): Html | undefined {
  if (people.length > 0) return undefined;
  if (!run.clip.video) return html`<p class="empty">This file has no pictures: what follows is what the voice says.</p>`;
  const looked = run.frames.analysed + run.frames['no-face'];
  return html`<p class="empty"><strong>No face was found</strong> in any of the ${looked} ${looked === 1 ? 'picture' : 'frames'} looked at. Faces that are very small, turned away or badly lit may be missed; another detector or a lower threshold may find them.</p>`;
}

/** An alphabet without anything to escape. */
function base64(bytes: Uint8Array): Html {
  return { markup: Buffer.from(bytes).toString('base64') };
}
