import type { RunRecord } from '../../rows.ts';
import { formatTime } from '../format-figure.ts';
import { html, type Html } from '../html.ts';
import { isStill } from '../is-still.ts';
import { masthead } from './masthead.ts';

/** Returns the head of the page: the name of the clip and what it is. */
export function header(run: RunRecord): Html {
  return html`
    ${masthead({ kind: 'report', title: run.clip.name, facts: facts(run) })}
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
