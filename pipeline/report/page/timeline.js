// @ts-check
import { formatShare, formatSigned, formatTime } from '../format-figure.ts';
import { affectOf, make, probabilityOf, wordOf } from './figures.js';
import { sightingAt, speakerAt, voiceAt } from './find.js';
import { prepare } from './overlay.js';
import { toTime, toX, zoomed } from './scale.js';
import { toTracks } from './tracks.js';

/** People whose tracks are shown at first. */
const SHOWN = 4;

/**
 * Builds the tracks and returns what redraws them (`draw`), moves the playhead (`move`) and zooms.
 *
 * @param {import('./decode.js').Clip} clip
 * @param {import('./player.js').Player} player
 */
export function createTimeline(clip, player) {
  const root = /** @type {HTMLElement} */ (document.getElementById('tracks'));
  const lanes = toTracks(clip).map((track) => addLane(root, track));
  foldPeople(root, clip);
  const [playhead, hover, readout] = ['playhead', 'hover', 'readout'].map((name) => make('div', { class: name, 'aria-hidden': 'true' }));
  root.append(playhead, hover, readout);
  root.setAttribute('aria-valuemax', clip.duration.toFixed(2));
  let scale = { start: 0, end: Math.max(0.04, clip.duration), width: 1 };
  /** @type {import('./theme.js').Palette | undefined} */
  let palette;
  const left = () => lanes[0].canvas.offsetLeft;

  const draw = (/** @type {import('./theme.js').Palette} */ colours) => {
    palette = colours;
    scale = { ...scale, width: Math.max(1, lanes[0].canvas.clientWidth) };
    for (const { canvas, track } of lanes) if (canvas.offsetParent) track.draw(prepare(canvas).context, { scale, palette });
    move(player.time());
  };
  const move = (/** @type {number} */ time) => {
    if (player.playing() && (time > scale.end || time < scale.start)) return show({ ...scale, start: time, end: time + scale.end - scale.start });
    const x = toX(scale, time);
    playhead.hidden = x < 0 || x > scale.width;
    playhead.style.transform = `translateX(${left() + x}px)`;
    root.setAttribute('aria-valuenow', time.toFixed(2));
    root.setAttribute('aria-valuetext', sentence(clip, time));
  };
  const show = (/** @type {import('./scale.js').Scale} */ next) => {
    const length = next.end - next.start;
    const start = Math.max(0, Math.min(next.start, Math.max(0.04, clip.duration) - length));
    scale = { ...next, start, end: start + length };
    if (palette) draw(palette);
  };
  const zoom = (/** @type {number} */ factor, centre = player.time()) => show(zoomed(scale, { factor, centre, duration: Math.max(0.04, clip.duration) }));
  const timeAt = (/** @type {MouseEvent} */ event) => toTime(scale, event.clientX - root.getBoundingClientRect().left - left());

  followPointer(root, {
    seek: (event) => player.seek(timeAt(event)),
    hover: (event) => {
      const [time, x] = [timeAt(event), event.clientX - root.getBoundingClientRect().left];
      const outside = time < scale.start || time > scale.end;
      hover.hidden = readout.hidden = outside;
      if (outside) return;
      hover.style.transform = `translateX(${x}px)`;
      readout.replaceChildren(...lines(clip, time));
      readout.style.left = `${Math.min(Math.max(0, x + 14), Math.max(0, root.clientWidth - readout.offsetWidth - 4))}px`;
      readout.style.top = `${event.clientY - root.getBoundingClientRect().top + 18}px`;
    },
    leave: () => void (hover.hidden = readout.hidden = true),
    wheel: (event) => {
      if (event.ctrlKey || event.metaKey) zoom(event.deltaY > 0 ? 1.25 : 0.8, timeAt(event));
      else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) show({ ...scale, start: scale.start + (event.deltaX / scale.width) * (scale.end - scale.start), end: scale.end + (event.deltaX / scale.width) * (scale.end - scale.start) });
      else return;
      event.preventDefault();
    },
  });
  hover.hidden = readout.hidden = true;
  const fit = () => show({ ...scale, start: 0, end: Math.max(0.04, clip.duration) });
  return { draw, move, zoom, fit };
}

/** @param {HTMLElement} root @param {import('./tracks.js').Track} track */
function addLane(root, track) {
  const canvas = /** @type {HTMLCanvasElement} */ (make('canvas', { 'aria-hidden': 'true' }));
  canvas.style.height = `${track.height}px`;
  const strokes = track.kind === 'affect' ? ['valence', 'arousal'].map((name) => make('span', { class: 'key' }, make('i', { class: `stroke ${name}` }), name)) : [];
  const label = make('span', { class: 'label' }, ...(track.group ? [make('b', {}, track.group)] : []), ...(strokes.length > 0 ? strokes : [track.label]));
  root.append(make('div', { class: 'lane', 'data-kind': track.kind, ...(track.group !== undefined && { 'data-group': '' }) }, label, canvas));
  return { canvas, track };
}

/** Hides the tracks of people beyond the first few until they are asked for. @param {HTMLElement} root @param {import('./decode.js').Clip} clip */
function foldPeople(root, clip) {
  if (clip.persons.length <= SHOWN) return;
  const lanes = [...root.children].slice(1 + SHOWN * 3, 1 + clip.persons.length * 3);
  lanes.forEach((lane) => lane.setAttribute('hidden', ''));
  const more = make('button', { type: 'button', class: 'more' }, clip.persons.length - SHOWN === 1 ? 'Show 1 more person' : `Show ${clip.persons.length - SHOWN} more people`);
  more.addEventListener('click', () => {
    lanes.forEach((lane) => lane.removeAttribute('hidden'));
    more.remove();
    dispatchEvent(new Event('resize'));
  });
  root.after(more);
}

/**
 * @param {HTMLElement} root
 * @param {{ seek: (event: PointerEvent) => void, hover: (event: PointerEvent) => void, leave: () => void, wheel: (event: WheelEvent) => void }} on
 */
function followPointer(root, on) {
  root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    root.setPointerCapture(event.pointerId);
    on.seek(event);
  });
  root.addEventListener('pointermove', (event) => {
    if (root.hasPointerCapture(event.pointerId)) on.seek(event);
    on.hover(event);
  });
  root.addEventListener('pointerleave', on.leave);
  root.addEventListener('wheel', on.wheel, { passive: false });
}

/** What is under the pointer, a line each. @param {import('./decode.js').Clip} clip @param {number} time @returns {Node[]} */
function lines(clip, time) {
  const people = clip.persons.slice(0, 6).flatMap((person) => {
    const sighting = sightingAt(person, time);
    if (sighting < 0) return [];
    const ranked = clip.expressions.map((name, index) => ({ name, p: probabilityOf(person, sighting, index) || 0 })).sort((a, b) => b.p - a.p);
    const text = person.expressions[sighting] === 255 ? wordOf(clip, person, sighting) : ranked.slice(0, 3).map(({ name, p }) => `${name} ${formatShare(p)}`).join(', ');
    return [make('p', {}, make('b', {}, `Person ${person.id} `), text), make('p', { class: 'quiet' }, `valence ${formatSigned(affectOf(person, sighting, 0))}, arousal ${formatSigned(affectOf(person, sighting, 1))}`)];
  });
  const sound = voiceAt(clip.voice, time);
  const speaker = speakerAt(clip.speakers, time);
  const who = speaker === undefined ? '' : `, person ${speaker} speaks`;
  const said = sound?.verdict ? `, voice ${clip.expressions[sound.verdict[0]]} ${formatShare(sound.verdict[1])}` : sound?.uncertain ? `, voice uncertain: ${sound.uncertain}` : '';
  return [make('p', { class: 'quiet' }, formatTime(time, 2)), ...people, ...(sound ? [make('p', {}, make('b', {}, 'Sound '), `speech ${formatShare(sound.speech)}${who}${said}`)] : [])];
}

/** The current moment for screen readers. @param {import('./decode.js').Clip} clip @param {number} time */
function sentence(clip, time) {
  const people = clip.persons.slice(0, 4).flatMap((person) => {
    const sighting = sightingAt(person, time);
    return sighting < 0 ? [] : [`person ${person.id} ${wordOf(clip, person, sighting)}`];
  });
  return [formatTime(time), ...people].join(', ');
}
