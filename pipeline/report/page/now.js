// @ts-check
import { formatList, formatShare, formatSigned } from '../format-figure.ts';
import { affectOf, make, probabilityOf, wordOf } from './figures.js';
import { sightingAt, speakerAt, voiceAt } from './find.js';
import { drawPlane } from './plane.js';

/**
 * Fills the panel of the current moment and returns what redraws it.
 *
 * @param {import('./decode.js').Clip} clip
 * @param {() => void} changed called when another person is chosen
 * @returns {(scene: { time: number, palette: import('./theme.js').Palette }) => void}
 */
export function createNow(clip, changed) {
  let chosen = clip.persons[0];
  makeTabs(clip, (person) => {
    chosen = person;
    changed();
  });
  const bars = makeBars(clip);
  const verdict = /** @type {HTMLElement} */ (document.getElementById('verdict'));
  const plane = /** @type {HTMLCanvasElement} */ (document.getElementById('plane'));
  return ({ time, palette }) => {
    const sighting = sightingAt(chosen, time);
    verdict.replaceChildren(...describe(clip, { person: chosen, sighting, time }));
    bars.forEach(({ item, fill, figure }, expression) => {
      const probability = sighting < 0 ? Number.NaN : probabilityOf(chosen, sighting, expression);
      fill.style.width = `${(probability || 0) * 100}%`;
      figure.textContent = Number.isNaN(probability) ? '–' : formatShare(probability);
      item.classList.toggle('top', sighting >= 0 && chosen.expressions[sighting] === expression);
    });
    drawPlane(plane, { person: chosen, time, palette });
  };
}

/** @param {import('./decode.js').Clip} clip @param {(person: import('./decode.js').Person) => void} choose */
function makeTabs(clip, choose) {
  const tabs = /** @type {HTMLElement} */ (document.getElementById('tabs'));
  clip.persons.slice(0, 12).forEach((person, index) => {
    const input = make('input', { type: 'radio', name: 'person', value: String(person.id), ...(index === 0 && { checked: '' }) });
    input.addEventListener('change', () => choose(person));
    tabs.append(make('label', {}, input, make('span', {}, `Person ${person.id}`)));
  });
}

/** @param {import('./decode.js').Clip} clip */
function makeBars(clip) {
  const list = /** @type {HTMLElement} */ (document.getElementById('bars'));
  return clip.expressions.map((expression) => {
    const [fill, figure] = [make('i', { 'data-expression': expression }), make('b')];
    const item = make('li', {}, make('span', {}, expression), make('div', { class: 'rail' }, fill), figure);
    list.append(item);
    return { item, fill, figure };
  });
}

/** @param {import('./decode.js').Clip} clip @param {import('./decode.js').Person} person @param {number} time */
function speechRemark(clip, person, time) {
  const speaker = speakerAt(clip.speakers, time);
  if (speaker !== undefined) return speaker === person.id ? ', speaks' : `, person ${speaker} speaks`;
  return (voiceAt(clip.voice, time)?.speech ?? 0) >= 0.5 ? ', somebody speaks' : '';
}

/** @param {import('./decode.js').Clip} clip @param {{ person: import('./decode.js').Person, sighting: number, time: number }} moment @returns {Node[]} */
function describe(clip, { person, sighting, time }) {
  if (sighting < 0) return [make('strong', {}, 'Not in the picture'), make('span', {}, '\u00a0', make('br'), '\u00a0')];
  const [valence, arousal] = [affectOf(person, sighting, 0), affectOf(person, sighting, 1)];
  const basis = formatList(['face', 'voice', 'text'].filter((_, bit) => person.bases[sighting] & (1 << bit)));
  const origin = person.bases[sighting] & 8 ? '' : ' (derived)';
  const sources = `${basis && `From ${basis}`}${speechRemark(clip, person, time)}`;
  const figures = `Valence\u00a0${formatSigned(valence)}, arousal\u00a0${formatSigned(arousal)}${origin}`;
  return [make('strong', {}, wordOf(clip, person, sighting)), make('span', {}, figures, make('br'), sources)];
}
