import type { RunRecord } from '../../rows.ts';
import { formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';
import { isStill } from '../is-still.ts';

/** Returns the head of the page: the name of the clip and what it is. */
export function header(run: RunRecord): Html {
  return html`
    <header class="masthead">
      <p class="brand">affekt <span>report</span></p>
      <div class="tools">
        <button type="button" id="theme" aria-label="Switch between light and dark">Light / dark</button>
        <button type="button" id="print">Print</button>
      </div>
      <h1>${run.clip.name}</h1>
      <p class="facts">${facts(run).map((fact) => html`<span>${fact}</span>`)}</p>
    </header>
    ${run.state === 'complete' ? undefined : html`<p class="alert" role="alert"><strong>${STATE[run.state]}</strong> ${run.message}</p>`}
  `;
}

const STATE = { interrupted: 'Interrupted: what follows ends early.', failed: 'Failed: what follows ends early.' } as const;

function facts({ clip, started, device }: RunRecord): string[] {
  const { video, audio } = clip;
  const still = isStill(clip);
  return [
    ...(still ? ['still picture'] : [`${formatTime(clip.duration)} long`]),
    ...(video ? [`${video.width} × ${video.height}`, ...(still ? [] : [`${video.frames} frames`]), video.codec] : ['no pictures']),
    ...(audio ? [`sound ${audio.sampleRate / 1000} kHz ${audio.codec}`] : still ? [] : ['no sound']),
    `analysed ${started.slice(0, 10)} on ${device}`,
  ];
}
