import type { RunRecord } from '../../rows.ts';
import { html, type Html } from '../html.ts';

const MEANING = {
  analysed: 'a face was found and read',
  'no-face': 'looked at, nobody found',
  skipped: 'left out by the sampling rate',
  failed: 'could not be decoded or read',
} as const;

/** Returns what the figures rest on: what became of every frame, notes, models with licences, versions, the configuration. */
export function provenance(run: RunRecord): Html {
  return html`
    <div class="provenance">
      ${run.clip.video ? ledger(run) : undefined}
      ${run.notes.length > 0 ? html`<section><h2>Notes</h2><ul class="notes">${run.notes.map((note) => html`<li>${note}</li>`)}</ul></section>` : undefined}
      ${models(run)}
      ${plugins(run)}
      <section>
        <h2>Run</h2>
        <dl class="run">
          <div><dt>File</dt><dd>${run.clip.path}</dd></div>
          <div><dt>Started</dt><dd>${run.started.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</dd></div>
          <div><dt>Took</dt><dd>${run.seconds.toFixed(1)} s on ${run.device}</dd></div>
          <div><dt>Versions</dt><dd>affekt ${run.affekt}, Node ${run.node}, ffmpeg ${run.ffmpeg}</dd></div>
        </dl>
      </section>
      <section class="config"><details><summary>Configuration</summary><pre tabindex="0">${JSON.stringify(run.config, null, 2)}</pre></details></section>
    </div>
  `;
}

function plugins({ plugins = {} }: RunRecord): Html | undefined {
  const all = Object.entries(plugins);
  if (all.length === 0) return undefined;
  return html`
    <section>
      <h2>Plug-ins</h2>
      <dl class="run">${all.map(([name, { from, version, paper }]) => html`<div><dt>${name}</dt><dd>${[`${from}${version === undefined ? '' : ` ${version}`}`, ...(paper === undefined ? [] : [paper])].join('; ')}</dd></div>`)}</dl>
    </section>
  `;
}

const USE = { no: 'non-commercial', unclear: 'commercial use unclear', yes: undefined } as const;

function models({ models }: RunRecord): Html {
  const barred = Object.values(models).filter(({ commercial }) => commercial === 'no').map(({ id }) => id);
  return html`
    <section class="wide">
      <h2>Models</h2>
      ${barred.length > 0 ? html`<p class="terms"><strong>Not for commercial use:</strong> ${[...new Set(barred)].join(', ')}. Figures that rest on ${barred.length === 1 ? 'it' : 'them'} come under ${barred.length === 1 ? 'its' : 'their'} terms; another model can be set in the configuration.</p>` : undefined}
      <div class="scroll" tabindex="0" role="region" aria-label="Models">
      <table>
        <thead><tr><th scope="col">Role</th><th scope="col">Model</th><th scope="col">Licence of the weights</th><th scope="col">SHA-256</th></tr></thead>
        <tbody>${Object.entries(models).map(([role, model]) => modelRow(role, model))}</tbody>
      </table>
      </div>
    </section>
  `;
}

function modelRow(role: string, { id, licence, sha256, commercial = 'yes' }: RunRecord['models'][string]): Html {
  const tag = USE[commercial];
  return html`<tr><td>${spaced(role)}</td><td>${id}</td><td>${licence}${tag ? html` <span class="tag" data-use="${commercial}">${tag}</span>` : undefined}</td><td class="hash" title="${sha256}">${sha256 === '' ? '–' : `${sha256.slice(0, 12)}…`}</td></tr>`;
}

function ledger({ frames }: RunRecord): Html {
  const total = Object.values(frames).reduce((sum, count) => sum + count, 0);
  const statuses = Object.keys(MEANING) as (keyof typeof MEANING)[];
  return html`
    <section>
      <h2>Every frame <span class="count">${total}</span></h2>
      <table class="ledger">
        <tbody>${statuses.map((status) => html`<tr><th scope="row"><i class="chip" data-status="${status}"></i>${status}</th><td class="number">${frames[status]}</td><td>${MEANING[status]}</td></tr>`)}</tbody>
      </table>
    </section>
  `;
}

/** `voiceActivity` → `voice activity`. */
function spaced(role: string): string {
  return role.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
