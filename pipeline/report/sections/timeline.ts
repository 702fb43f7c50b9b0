import type { RunRecord, VoiceRow } from '../../rows.ts';
import { html, type Html } from '../html.ts';

/** Returns the empty timeline; the scripts of the page fill in its tracks. */
export function timeline({ clip }: RunRecord, { voice, unknown }: { readonly voice: readonly VoiceRow[]; readonly unknown: readonly string[] }): Html {
  return html`
    <section class="timeline" aria-labelledby="timeline-title">
      <div class="bar">
        <h2 id="timeline-title">Timeline</h2>
        <ul class="legend" id="legend" data-unknown="${unknown.join(' ')}"></ul>
        <div class="zoom" role="group" aria-label="Zoom">
          <button type="button" id="zoom-out" aria-label="Show more time">−</button>
          <button type="button" id="zoom-fit">All</button>
          <button type="button" id="zoom-in" aria-label="Show less time">+</button>
        </div>
      </div>
      <div class="tracks" id="tracks" role="slider" tabindex="0" aria-label="Position in the clip" aria-valuemin="0"></div>
      ${clip.audio ? undefined : html`<p class="quiet remark">This clip has no sound: everything rests on the pictures.</p>`}
      ${clip.audio && remark(voice)}
      <p class="quiet keys"><kbd>Space</kbd> play, <kbd>←</kbd> <kbd>→</kbd> one frame, <kbd>Shift</kbd> with an arrow one second, <kbd>+</kbd> <kbd>−</kbd> zoom. Click or drag to seek.</p>
    </section>
  `;
}

/** Why the voice has no verdict, when it has none. */
function remark(voice: readonly VoiceRow[]): Html | undefined {
  if (voice.some(({ verdict }) => verdict)) return undefined;
  const doubt = voice.find(({ uncertain }) => uncertain !== undefined)?.uncertain;
  if (doubt !== undefined) return html`<p class="quiet remark">Somebody seems to speak, but the model does not know such a voice: ${doubt}.</p>`;
  const heard = voice.some(({ speech }) => speech >= 0.5);
  return html`<p class="quiet remark">${heard ? 'There is speech, but no model has read the voice.' : 'Nobody was heard to speak.'}</p>`;
}
