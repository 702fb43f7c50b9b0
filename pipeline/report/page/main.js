// @ts-check
import { decode, fromBase64 } from './decode.js';
import { formatTime } from '../format-figure.ts';
import { make } from './figures.js';
import { createNow } from './now.js';
import { drawOverlay } from './overlay.js';
import { createPlayer, insideFrame } from './player.js';
import { firstFrameOf, frameAt } from './find.js';
import { followTheme, readPalette } from './theme.js';
import { createTimeline } from './timeline.js';

/** Returns an element of the page by its id, as what it is. @template {HTMLElement} T @param {string} id @returns {T} */
function byId(id) {
  return /** @type {T} */ (document.getElementById(id));
}

/** Brings the page to life. */
function start() {
  const clip = decode(JSON.parse(byId('data').textContent ?? ''));
  const player = createPlayer(openMedia(), { times: clip.frameTimes, duration: clip.duration });
  const timeline = document.getElementById('tracks') && createTimeline(clip, player);
  const drawNow = clip.persons.length > 0 ? createNow(clip, () => tick()) : undefined;
  followTheme(() => redraw());
  let palette = readPalette(clip.expressions);
  const boxes = /** @type {HTMLInputElement | null} */ (document.getElementById('boxes'));
  const overlay = /** @type {HTMLCanvasElement} */ (byId('overlay'));
  const tick = () => {
    drawOverlay(overlay, { clip: boxes?.checked === false ? { ...clip, persons: [] } : clip, time: player.time(), palette });
    drawNow?.({ time: player.time(), palette });
    if (timeline) timeline.move(player.time());
  };
  const redraw = () => {
    palette = readPalette(clip.expressions);
    if (timeline) timeline.draw(palette);
    tick();
  };
  showShares();
  if (clip.size) byId('picture').style.aspectRatio = `${clip.size.width} / ${clip.size.height}`;
  if (clip.size) byId('picture').style.setProperty('--aspect', String(clip.size.width / clip.size.height));
  if (timeline) {
    showLegend(clip);
    connectControls(player, clip);
    connectZoom(timeline);
    connectKeys(player, timeline);
    connectSegments(player, clip);
  }
  boxes?.addEventListener('change', tick);
  player.listen(tick);
  new ResizeObserver(redraw).observe(document.body);
  addEventListener('resize', redraw);
  redraw();
}

/** Gives the media their bytes, which lie in the page, and returns them. */
function openMedia() {
  const media = /** @type {HTMLMediaElement | null} */ (document.getElementById('media'));
  const bytes = document.getElementById('media-bytes');
  if (media && bytes) media.src = URL.createObjectURL(new Blob([fromBase64(bytes.textContent ?? '')], { type: media.dataset.type ?? '' }));
  bytes?.remove();
  media?.addEventListener('loadedmetadata', () => {
    if (media instanceof HTMLVideoElement && media.videoWidth === 0) media.dispatchEvent(new Event('error')); // Its sound can be played, its pictures cannot
  });
  media?.addEventListener('error', () => byId('picture').append(make('p', { id: 'trouble', role: 'status' }, 'This browser cannot play the original: the figures are all here.')));
  return media;
}

/** Makes the shares of the cards as wide as they are. */
function showShares() {
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-share]'))) part.style.flexGrow = part.dataset.share ?? '0';
}

/** @param {import('./decode.js').Clip} clip */
function showLegend(clip) {
  const legend = byId('legend');
  if (clip.persons.length === 0 && clip.voice.every(({ verdict }) => !verdict)) return;
  const unknown = (legend.dataset.unknown ?? '').split(' ');
  legend.append(
    ...clip.expressions.map((name) => {
      const chip = make('i', { class: 'chip', 'data-expression': name });
      return unknown.includes(name) ? make('li', { class: 'unknown', title: `No model of this run knows “${name}”` }, chip, name) : make('li', {}, chip, name);
    }),
  );
}

/** @param {import('./player.js').Player} player @param {import('./decode.js').Clip} clip */
function connectControls(player, clip) {
  if (!document.getElementById('play')) return;
  const [play, clock, speed] = [byId('play'), byId('clock'), /** @type {HTMLSelectElement} */ (byId('speed'))];
  play.addEventListener('click', () => player.toggle());
  byId('back').addEventListener('click', () => player.step(-1));
  byId('forth').addEventListener('click', () => player.step(1));
  speed.addEventListener('change', () => player.speed(Number(speed.value)));
  byId('picture').addEventListener('click', () => player.toggle());
  const show = () => {
    const word = player.playing() ? 'Pause' : 'Play';
    if (play.textContent !== word) play.replaceChildren(word);
    play.setAttribute('aria-label', word);
    const frame = clip.frameTimes.length > 0 ? `  frame ${frameAt(clip.frameTimes, player.time())}` : '';
    clock.textContent = `${formatTime(player.time(), 2)} / ${formatTime(clip.duration)}${frame}`;
  };
  player.listen(show);
  show();
}

/** @param {{ zoom: (factor: number) => void, fit: () => void }} timeline */
function connectZoom({ zoom, fit }) {
  byId('zoom-in').addEventListener('click', () => zoom(0.5));
  byId('zoom-out').addEventListener('click', () => zoom(2));
  byId('zoom-fit').addEventListener('click', fit);
}

/** @param {import('./player.js').Player} player @param {{ zoom: (factor: number) => void, fit: () => void }} timeline */
function connectKeys(player, { zoom, fit }) {
  /** @type {Record<string, (event: KeyboardEvent) => void>} */
  const actions = {
    ' ': () => player.toggle(),
    ArrowLeft: ({ shiftKey }) => (shiftKey ? player.seek(player.time() - 1) : player.step(-1)),
    ArrowRight: ({ shiftKey }) => (shiftKey ? player.seek(player.time() + 1) : player.step(1)),
    Home: () => player.seek(0),
    End: () => player.seek(Infinity),
    '+': () => zoom(0.5),
    '-': () => zoom(2),
    0: fit,
  };
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || target.closest('button, input, select, summary, pre, .scroll')) return;
    event.preventDefault();
    action(event);
  });
}

/** Lets each segment seek, and marks those that hold now. @param {import('./player.js').Player} player @param {import('./decode.js').Clip} clip */
function connectSegments(player, clip) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.segments tbody tr')]);
  const spans = rows.map(({ dataset }) => [Number(dataset.start), Number(dataset.end)]);
  rows.forEach((row, index) => {
    row.addEventListener('click', () => {
      const frame = firstFrameOf(clip.frameTimes, spans[index][0], spans[index][1]);
      player.seek(clip.frameTimes.length > 0 ? insideFrame(clip.frameTimes, frame) : spans[index][0]);
      byId('picture').scrollIntoView({ block: 'nearest' });
    });
  });
  player.listen(() => {
    const time = player.time();
    rows.forEach((row, index) => row.classList.toggle('current', spans[index][0] <= time && time < spans[index][1]));
  });
}

start();
