import type { PageMedia } from '../choose-media.ts';
import { html, type Html } from '../html.ts';

/** Returns the picture with its controls, and beside it what is said at the current moment. */
export function stage(media: PageMedia, { people, moving }: { readonly people: number; readonly moving: boolean }): Html {
  return html`
    <section class="stage ${people === 0 ? 'alone' : ''}" aria-label="Player">
      <div class="screen">
        <div class="picture" id="picture" data-kind="${media.kind}">${element(media)}<canvas id="overlay" aria-hidden="true"></canvas></div>
        ${moving ? transport(media) : undefined}
        ${'note' in media && media.note ? html`<p class="quiet note">${media.note}</p>` : undefined}
      </div>
      ${people > 0 ? nowPanel() : undefined}
    </section>
  `;
}

function element(media: PageMedia): Html | undefined {
  if (media.kind === 'none') return html`<p class="blank">No video in this page</p>`;
  if (media.kind === 'picture') return html`<img id="still" alt="The analysed picture" src="data:${media.type};base64,${Buffer.from(media.bytes).toString('base64')}">`;
  const source = 'href' in media ? html`src="${media.href}"` : html`data-type="${media.type}"`;
  if (media.kind === 'sound') return html`<audio id="media" preload="auto" ${source}></audio><p class="blank">Sound without pictures</p>`;
  return html`<video id="media" preload="auto" playsinline tabindex="-1" ${source}></video>`;
}

function transport(media: PageMedia): Html {
  return html`
    <div class="transport">
      <button type="button" id="play" class="primary" aria-label="Play" aria-keyshortcuts="Space">Play</button>
      <button type="button" id="back" aria-label="One frame back" aria-keyshortcuts="ArrowLeft">‹</button>
      <button type="button" id="forth" aria-label="One frame on" aria-keyshortcuts="ArrowRight">›</button>
      <output id="clock" aria-live="off">0:00.0</output>
      <span class="spacer"></span>
      <label class="select">Speed <select id="speed"><option value="0.25">¼</option><option value="0.5">½</option><option value="1" selected>1</option><option value="2">2</option></select></label>
      ${media.kind === 'video' ? html`<label class="check"><input type="checkbox" id="boxes" checked> Boxes</label>` : undefined}
    </div>
  `;
}

function nowPanel(): Html {
  return html`
    <aside class="now" aria-label="At this moment">
      <div class="tabs" id="tabs" role="radiogroup" aria-label="Person"></div>
      <p class="verdict" id="verdict"></p>
      <ul class="bars" id="bars"></ul>
      <figure class="plane">
        <canvas id="plane" role="img" aria-label="Valence and arousal of this person through the clip"></canvas>
      </figure>
    </aside>
  `;
}
