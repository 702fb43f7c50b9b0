import { html, type Html } from '../../report/html.ts';
import { htmlDocument } from '../../report/html-document.ts';
import { jsonScript } from '../../report/json-script.ts';
import { masthead } from '../../report/sections/masthead.ts';
import { classSections } from './sections/classes.ts';
import { configuration } from './sections/configuration.ts';
import { curves } from './sections/curves.ts';
import { dataSection } from './sections/data.ts';
import { headline } from './sections/headline.ts';
import { plots } from './sections/plots.ts';
import { searchSection } from './sections/search.ts';
import type { StoredRun } from './stored-run.ts';

/** Returns the page of a run, finished or not. It loads nothing. */
export function renderTrainingPage(run: StoredRun, { style, script }: { readonly style: string; readonly script: string }): string {
  const { section, charts } = curves(run);
  const body = html`<main>
${masthead({ kind: 'training', title: run.config.name, facts: facts(run) })}
${unfinished(run)}
${headline(run)}
${searchSection(run)}
${section}
${classSections(run)}
${plots(run)}
${dataSection(run)}
${configuration(run)}
<footer class="quiet">Scores are of the data named here. Other people, recordings and languages may give others.</footer>
</main>
${jsonScript('data', charts)}`;
  return htmlDocument({ title: `${run.config.name} – affekt training`, style, script, body });
}

function facts({ config: { model, head, training, runtime, seed }, folds, data, scores }: StoredRun): string[] {
  const count = scores === undefined ? folds.length : Object.keys(scores.folds).length;
  return [
    `model ${model.name}`,
    `head ${head.name}`,
    ...(data === undefined ? [] : [`${data.clips} clips`]),
    ...(count === 0 ? [] : [count === 1 ? 'one fold' : `${count} folds`]),
    `at most ${training.epochs} epochs`,
    `seed ${seed}`,
    `on ${runtime.device}`,
  ];
}

function unfinished({ complete, folds, config }: StoredRun): Html | undefined {
  if (complete) return undefined;
  const states = folds.map(({ name, epochs }) => `${name}: ${epochs.length} ${epochs.length === 1 ? 'epoch' : 'epochs'}`);
  const so = states.length > 0 ? states.join(', ') : config.search === null ? 'no epoch has ended' : 'draws are being made';
  return html`<p class="alert" role="alert"><strong>Not finished:</strong> this shows what the folder held when the page was written (<bdi>${so}</bdi>). The command of the run goes on with it.</p>`;
}
