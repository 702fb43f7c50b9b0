import { html, type Html } from '../../report/html.ts';
import { htmlDocument } from '../../report/html-document.ts';
import { masthead } from '../../report/sections/masthead.ts';
import type { GridPoint } from '../grid.ts';
import { writePoint } from '../grid.ts';
import type { RobustnessResult } from '../robustness-result.ts';
import { FUSED, type CurveScore, type PointScores } from '../score-points.ts';
import { robustnessChart, type Band } from './robustness-chart.ts';

/** Returns the page of a survey. It loads nothing. */
export function renderRobustnessPage(result: RobustnessResult, { style, script }: { readonly style: string; readonly script: string }): string {
  const { corpus, metric, clips, sampled, noise, seed, crossing, notes } = result;
  const facts = [`${corpus.kind}${corpus.split === undefined ? '' : `, ${corpus.split}`}`, `${clips} clips`, metric, `95 % intervals over ${sampled.count} ${sampled.by}s`, noise, `seed ${seed}`];
  const body = html`<main>
${masthead({ kind: 'robustness', title: result.system.name, facts })}
<section><h2>Does fusion help?</h2><p class="crossing">${crossing.text}</p></section>
<section class="curves"><h2>Curves</h2>
${legend(result)}
<div class="charts">${slices(result).flatMap((slice) => charts(slice, result))}</div></section>
<section><h2>Figures</h2><div class="scroll fit">${table(result)}</div></section>
<section><h2>Notes</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>
<footer class="quiet">Scores are of the clips named here. Other people, recordings and kinds of noise may give others.</footer>
</main>`;
  return htmlDocument({ title: `${corpus.kind} under noise – affekt robustness`, style, script, body });
}

/** The points along the first axis, with the others fixed. */
interface Slice {
  readonly name: string;
  readonly points: readonly PointScores[];
}

function slices({ axes, points }: RobustnessResult): Slice[] {
  const [first] = axes;
  const groups = Map.groupBy(points, ({ point }) => writePoint(without(point, first!.name)));
  return [...groups].map(([name, of]) => ({ name, points: of }));
}

function without(point: GridPoint, axis: keyof GridPoint): GridPoint {
  return Object.fromEntries(Object.entries(point).filter(([name]) => name !== axis));
}

function charts({ name, points }: Slice, { axes, modalities, metric }: RobustnessResult): Html[] {
  const axis = axes[0]!.name;
  const suffix = name === '' ? '' : `, ${name}`;
  const place = { labels: points.map(({ point }) => writePoint({ [axis]: point[axis]! })), xLabel: axis === 'snr' ? 'level of the clip over the noise' : 'blur of the pictures' };
  const marked = points.flatMap(({ lead }, index) => (lead !== undefined && lead.low > 0 ? [index] : []));
  const band = (modality: string, colour: number): Band => ({ name: modality, colour, broad: modality === FUSED, points: points.map(({ scores }) => scores[modality]!) });
  const scores = robustnessChart({ ...place, title: `${metric}${suffix}`, marked, bands: [FUSED, ...modalities].map((modality) => band(modality, colourOf(modality, modalities))) });
  if (points.some(({ lead }) => lead === undefined)) return [scores];
  const lead = { name: 'lead of fusion', colour: 0, points: points.map((each) => each.lead!) };
  return [scores, robustnessChart({ ...place, title: `Lead of fusion over the best single modality${suffix}`, marked, bands: [lead], level: { value: 0, name: 'no lead' } })];
}

/** Fusion is always of the first colour. */
function colourOf(modality: string, modalities: readonly string[]): number {
  return modality === FUSED ? 0 : 1 + modalities.indexOf(modality);
}

function legend({ modalities }: RobustnessResult): Html {
  const key = (name: string) => html`<li><svg class="key" viewBox="0 0 18 4" aria-hidden="true"><path class="line colour-${colourOf(name, modalities)}" d="M1 2H17"/></svg><bdi>${name}</bdi></li>`;
  return html`<ul class="legend">${[...modalities, FUSED].map(key)}<li>shaded: 95 % of bootstrap samples; upright bar: fusion leads above chance</li></ul>`;
}

function table({ modalities, points, clips }: RobustnessResult): Html {
  const names = [...modalities, FUSED];
  const head = html`<thead><tr><th>noise</th>${names.map((name) => html`<th>${name}</th>`)}<th>lead of fusion</th></tr></thead>`;
  const row = ({ point, scores, lead, best }: PointScores) => html`<tr><th>${writePoint(point)}</th>${names.map((name) => cell(scores[name]!, { clips, best: name === best }))}${lead === undefined ? html`<td>–</td>` : html`<td>${figure(lead.value)} <small>${figure(lead.low)} to ${figure(lead.high)}</small></td>`}</tr>`;
  return html`<table>${head}<tbody>${points.map(row)}</tbody></table>`;
}

function cell({ value, low, high, answered }: CurveScore, { clips, best }: { readonly clips: number; readonly best: boolean }): Html {
  const silent = answered === clips ? '' : `, ${answered} answered`;
  return html`<td class="${best ? 'best' : ''}">${figure(value)} <small>${figure(low)} to ${figure(high)}${silent}</small></td>`;
}

function figure(value: number): string {
  return value.toFixed(3).replace('-', '−');
}
