import { relative } from 'node:path';
import { htmlDocument } from '../report/html-document.ts';
import { html, type Html } from '../report/html.ts';
import { describeCandidates } from './audit-table.ts';
import type { Audit, AuditedClip } from './audit-labels.ts';

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886;vertical-align:top}td.n{font-variant-numeric:tabular-nums}video,audio{max-width:18rem;max-height:11rem}.target{font-weight:600}`;
const SOUND = /\.(wav|flac|mp3|m4a|aac|ogg|oga|opus|wma|aiff?)$/i;

/** Returns a page with a row for each clip: the clip to hear or see, what was said of it, what the model takes it for. `folder` is where the page will lie. */
export function auditPage({ clips, of, judged }: Audit, { run, pathOf, folder }: { readonly run: string; readonly pathOf: (clip: string) => string; readonly folder: string }): string {
  const known = judged.clips === 0 ? '' : ` Of ${judged.clips} with a label, ${judged.wrongSets} have it not among their candidates, and ${judged.right} are taken for it.`;
  const body = html`<h1>Labels to look at: ${run}</h1>
<p>${clips.length} of ${of} clips with candidate labels: in the end the model takes them for something that is none of these. The smaller the margin (best candidate over best other class), the surer it is.${known}</p>
<table><thead><tr><th>clip</th><th>said</th><th>model</th><th>margin</th><th>folds</th><th>label</th></tr></thead>
<tbody>${clips.map((clip) => toRow(clip, pathOf(clip.clip), folder))}</tbody></table>`;
  return htmlDocument({ title: `Labels to look at: ${run}`, style: STYLE, script: '', body, media: "'self' file:" });
}

function toRow(clip: AuditedClip, path: string, folder: string): Html {
  return html`<tr><td>${clip.clip}${player(path, folder)}</td><td>${describeCandidates(clip.candidates)}</td><td class="target">${clip.target} ${clip.share.toFixed(2)}</td><td class="n">${clip.margin.toPrecision(3)}</td><td class="n">${clip.left} of ${clip.folds}</td><td>${clip.label}</td></tr>
`;
}

function player(path: string, folder: string): Html {
  if (path === '') return html``;
  const address = relative(folder, path).split(/[/\\]/).map(encodeURIComponent).join('/');
  return SOUND.test(path) ? html`<br><audio controls preload="none" src="${address}"></audio>` : html`<br><video controls preload="none" src="${address}"></video>`;
}
