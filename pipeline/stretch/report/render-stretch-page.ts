import { html, type Html } from '../../report/html.ts';
import { htmlDocument } from '../../report/html-document.ts';
import { masthead } from '../../report/sections/masthead.ts';
import type { StretchResult, StretchRow } from '../stretch-result.ts';

/** Returns the page of a stretch. It loads nothing. */
export function renderStretchPage(result: StretchResult, { style, script }: { readonly style: string; readonly script: string }): string {
  const { from, command, window, target, epochs, learningRate, seed } = result;
  const facts = [`windows of ${window} rows`, `videos of ${target}`, epochs === 1 ? 'one epoch' : `${epochs} epochs`, `rate ${learningRate}`, `seed ${seed}`];
  const body = html`<main>
${masthead({ kind: 'stretch', title: from, facts })}
<section><h2>Windows and whole videos</h2><div class="scroll fit">${table(result)}</div>
<p>Similarity: mean cosine of last hidden states with the original model; divergence: of its attention from the original's, in nats. Both on windows that no fold was trained on.</p></section>
<section><h2>Positions</h2><div class="scroll fit">${positions(result)}</div></section>
<section><h2>What was settled before training</h2><div class="scroll fit">${settled(result)}</div></section>
<section><h2>Command</h2><p><code>${command}</code></p></section>
<footer class="quiet">Scores are of the data of the run. Other people and recordings may give others.</footer>
</main>`;
  return htmlDocument({ title: `${from} – affekt stretch`, style, script, body });
}

function table({ metric, rows }: StretchResult): Html {
  const row = ({ name, about, windows, videos, similarity, divergence }: StretchRow) => html`<tr><th>${name}</th><td>${figure(windows)}</td><td>${figure(videos)}</td><td>${figure(similarity)}</td><td>${figure(divergence)}</td><td>${about}</td></tr>`;
  return html`<table><thead><tr><th></th><th>${metric} on windows</th><th>${metric} on whole videos</th><th>similarity</th><th>divergence</th><th></th></tr></thead><tbody>${rows.map(row)}</tbody></table>`;
}

function positions({ positions: { before, after } }: StretchResult): Html {
  const row = (each: StretchResult['positions']['before'][number], layer: number) => html`<tr><th>${layer}</th><td>${each.base}</td><td>${after[layer]!.base}</td><td>${each.scale}</td><td>${after[layer]!.scale}</td></tr>`;
  return html`<table><thead><tr><th>layer</th><th>base before</th><th>after</th><th>divisor before</th><th>after</th></tr></thead><tbody>${before.map(row)}</tbody></table>`;
}

function settled({ folds }: StretchResult): Html {
  const row = ([fold, record]: readonly [string, Readonly<Record<string, unknown>>]) => html`<tr><th>${fold}</th>${Object.values(record).map((value) => html`<td>${write(value)}</td>`)}</tr>`;
  const head = Object.keys(Object.values(folds)[0] ?? {});
  return html`<table><thead><tr><th>fold</th>${head.map((name) => html`<th>${name}</th>`)}</tr></thead><tbody>${Object.entries(folds).map(row)}</tbody></table>`;
}

function write(value: unknown): string {
  if (Array.isArray(value)) return value.map(write).join(', ');
  return typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(3) : String(value);
}

function figure(value: number): string {
  return value.toFixed(4).replace('-', '−');
}
