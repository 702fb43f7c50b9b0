import { html, type Html } from '../../../report/html.ts';
import { formatShare } from '../../../report/format-figure.ts';
import type { CorpusCheck, CountRow } from '../../check/corpus-check.ts';
import { classColour } from '../class-colour.ts';

/** Returns how much there is of each class in each split, beside the published counts; and the other counts. */
export function histogram({ counts }: CorpusCheck, classes: readonly string[]): Html {
  const splits = [...Map.groupBy(counts, ({ split }) => split)];
  return html`<section><h2>What there is</h2><div class="cards">${splits.map(([split, rows]) => splitCard(split, rows, classes))}</div></section>`;
}

function splitCard(split: string, rows: readonly CountRow[], classes: readonly string[]): Html {
  const bars = rows.filter(({ of }) => typeof of === 'object');
  const most = Math.max(1, ...bars.map(({ found }) => found));
  const total = bars.reduce((sum, { found }) => sum + found, 0);
  return html`
    <div class="card">
      <h3><bdi>${split}</bdi></h3>
      <dl class="affect">${rows.filter(({ of }) => typeof of !== 'object').map(figure)}</dl>
      ${bars.length === 0 ? undefined : html`<ul class="classes">${bars.map((row) => bar(row, { classes, most, total }))}</ul>`}
    </div>
  `;
}

const NAMES = { clips: 'clips', rows: 'frames', frames: 'labelled frames', speakers: 'speakers' } as const;

function figure({ of, found, published }: CountRow): Html {
  const beside = published === undefined ? undefined : html` <span class="quiet">of ${grouped(published)}</span>`;
  return html`<div><dt>${NAMES[of as keyof typeof NAMES]}</dt><dd><b>${grouped(found)}</b>${beside}</dd></div>`;
}

function bar({ of, found, published }: CountRow, { classes, most, total }: { readonly classes: readonly string[]; readonly most: number; readonly total: number }): Html {
  const name = typeof of === 'object' ? of.class : of;
  const title = published === undefined ? name : `${name}: ${found}, published ${published}`;
  const length = ((100 * found) / most).toFixed(2);
  return html`
    <li title="${title}">
      <span><bdi>${name}</bdi></span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="run ${classColour(classes, classes.indexOf(name))}" width="${length}" height="10"/></svg>
      <b>${grouped(found)}</b>
      <span class="quiet">${total === 0 ? '' : formatShare(found / total)}</span>
    </li>
  `;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
}
