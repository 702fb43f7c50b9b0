import type { Dataset } from '../../../datasets/dataset.ts';
import type { Finding } from '../../../datasets/finding.ts';
import { html, type Html } from '../../report/html.ts';
import { htmlDocument } from '../../report/html-document.ts';
import { masthead } from '../../report/sections/masthead.ts';
import type { CorpusCheck } from '../check/corpus-check.ts';
import { classColour } from './class-colour.ts';
import { clipCard, type ShownClip } from './sections/clip-card.ts';
import { histogram } from './sections/histogram.ts';
import type { Scale } from './sections/strips.ts';

/** What a page about a corpus is made of. */
export interface PreviewPage {
  readonly dataset: Pick<Dataset, 'kind' | 'root' | 'task' | 'classes' | 'units' | 'ranges'>;
  readonly check: CorpusCheck;
  readonly clips: readonly ShownClip[];
}

/** Findings that a page lists. */
const MOST = 40;

/** Returns the page of a corpus: counts, findings, and some clips. It loads nothing. */
export function renderPreviewPage({ dataset, check, clips }: PreviewPage, { style, script }: { readonly style: string; readonly script: string }): string {
  const { kind, root, task, classes = [], units = [] } = dataset;
  const scale = toScale(dataset);
  const total = countOf(check);
  const facts = [
    root,
    ...(task === undefined ? [] : [`task ${task}`]),
    `${total} clips`,
    ...(classes.length > 0 ? [`${classes.length} classes`] : []),
    ...(units.length > 0 ? [`${units.length} action units`] : []),
  ];
  const body = html`<main>
${masthead({ kind: 'corpus', title: kind, facts })}
${histogram(check, classes)}
${findings(check.findings)}
<section>
  <h2>Clips <span class="count">${clips.length === total ? 'all' : `${clips.length} of ${total}`}</span></h2>
  ${legend(clips, scale)}
  <div class="clips">${clips.map((clip) => clipCard(clip, scale))}</div>
</section>
<footer class="quiet">Pictures of people from a corpus under licence: pass this page on only to whom the licence allows it.</footer>
</main>`;
  return htmlDocument({ title: `${kind} – affekt corpus`, style, script, body });
}

/** Where there is one split, there is no row of the whole corpus. */
function countOf({ counts }: CorpusCheck): number {
  const clips = counts.filter(({ of }) => of === 'clips');
  return (clips.find(({ split }) => split === 'all') ?? clips[0])?.found ?? 0;
}

function toScale({ classes = [], units = [], ranges }: PreviewPage['dataset']): Scale {
  const ends = [-1, 1, ...(ranges?.valence ?? []), ...(ranges?.arousal ?? [])];
  return { classes, units, low: Math.min(...ends), high: Math.max(...ends) };
}

function legend(clips: readonly ShownClip[], { classes }: Scale): Html | undefined {
  const answers = clips.flatMap(({ preview }) => preview.frames?.answer ?? []);
  if (answers.length === 0) return undefined;
  const has = (kind: 'valence' | 'expression' | 'units') => answers.some((answer) => answer[kind] !== undefined);
  return html`<ul class="legend">
    ${has('valence') ? html`<li><i class="stroke"></i>valence</li><li><i class="stroke arousal"></i>arousal</li>` : undefined}
    ${has('expression') ? classes.map((name, code) => html`<li><i class="chip ${classColour(classes, code)}"></i>${name}</li>`) : undefined}
    ${has('units') ? html`<li><i class="chip there"></i>unit is active</li>` : undefined}
    <li><i class="chip invalid"></i>no label</li>
    ${clips.some(({ preview }) => preview.crops !== undefined) ? html`<li><i class="chip there"></i>there is a crop</li>` : undefined}
  </ul>`;
}

function counted(all: readonly Finding[], level: Finding['level']): string {
  const count = all.filter((finding) => finding.level === level).length;
  return `${count} ${level}${count === 1 ? '' : 's'}`;
}

function findings(all: readonly Finding[]): Html | undefined {
  if (all.length === 0) return undefined;
  const more = all.length - MOST;
  return html`
    <section>
      <h2>What the check found</h2>
      <details${all.some(({ level }) => level === 'error') ? html` open` : undefined}>
        <summary>${(['error', 'warning', 'note'] as const).map((level) => counted(all, level)).join(', ')}</summary>
        <ul class="findings">${all.slice(0, MOST).map(({ level, where, what, fix }) => html`<li class="${level}"><b>${level}</b> <bdi>${where}</bdi>: ${what}. <span class="quiet">${fix}</span></li>`)}</ul>
        ${more > 0 ? html`<p class="quiet">${more} more; <code>affekt dataset check --json</code> has all.</p>` : undefined}
      </details>
    </section>
  `;
}
