import { html, type Html } from '../../../report/html.ts';
import { classColour } from '../class-colour.ts';
import type { ClipPreview } from '../clip-preview.ts';
import { describeClip } from '../describe-clip.ts';
import type { Thumbnail } from '../read-thumbnails.ts';
import { strips, type Scale } from './strips.ts';

/** A clip with its pictures and its sound. */
export interface ShownClip {
  readonly preview: ClipPreview;
  readonly thumbnails: readonly Thumbnail[];
  /** Shape `[bars]`, 0 to 1. */
  readonly waveform?: Float32Array | undefined;
}

/** Loudest sample, of 1, below which a clip is drawn as quiet as it is. */
const QUIETEST = 0.02;
/** What stands elsewhere in the card. */
const ELSEWHERE = ['split', 'speaker', 'expression'];

/** Returns what there is to see of one clip. */
export function clipCard({ preview, thumbnails, waveform }: ShownClip, scale: Scale): Html {
  const { clip, split, speaker, labels } = preview;
  const rows = describeClip(preview, scale.classes);
  const expression = labels.find(([name]) => name === 'expression')?.[1].replace(/ \(\d+\)$/, '');
  const code = expression === undefined ? -1 : scale.classes.indexOf(expression);
  return html`
    <article class="card clip">
      <header>
        <h3><bdi>${clip}</bdi></h3>
        ${expression === undefined ? undefined : html`<span class="tag"><i class="chip ${classColour(scale.classes, code)}"></i>${expression}</span>`}
        ${split === undefined ? undefined : html`<span class="tag">${split}</span>`}
        ${speaker === undefined ? undefined : html`<span class="tag quiet">speaker ${speaker}</span>`}
      </header>
      ${thumbnails.length === 0 ? undefined : html`<div class="thumbnails">${thumbnails.map(picture)}</div>`}
      ${waveform === undefined ? undefined : wave(waveform)}
      ${strips(preview, scale)}
      <dl class="run-facts">${rows.filter(([name]) => !ELSEWHERE.includes(name)).map(fact)}</dl>
    </article>
  `;
}

function picture({ source, caption, width, height }: Thumbnail): Html {
  return html`<figure><img src="${source}" alt="${caption}" width="${width}" height="${height}"><figcaption>${caption}</figcaption></figure>`;
}

function fact([name, value]: readonly [name: string, value: string]): Html {
  return html`<div${name === 'trouble' ? html` class="failed"` : undefined}><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`;
}

function wave(peaks: Float32Array): Html {
  const loudest = Math.max(QUIETEST, ...peaks);
  const half = (peak: number) => Math.max(0.6, (peak / loudest) * 30);
  const bars = [...peaks].map((peak, index) => `M${index * 4 + 2} ${(32 - half(peak)).toFixed(1)}V${(32 + half(peak)).toFixed(1)}`);
  return html`<svg class="wave" viewBox="0 0 ${peaks.length * 4} 64" preserveAspectRatio="none" role="img" aria-label="loudness over time"><path d="${bars.join('')}"/></svg>`;
}
