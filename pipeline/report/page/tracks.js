// @ts-check
import { formatTime } from '../format-figure.ts';
import { drawCurve, drawGrid, drawGridFigures, drawRibbon, drawStack } from './draw.js';
import { doubtOf } from './figures.js';
import { marks, toColumns, toX } from './scale.js';

/** @typedef {import('./theme.js').Palette} Palette */
/** @typedef {{ scale: import('./scale.js').Scale, palette: Palette }} View */
/** @typedef {{ label: string, kind: string, group?: string, height: number, draw: (context: CanvasRenderingContext2D, view: View) => void }} Track */

/** Returns the tracks of a clip from top to bottom: the axis, three per person, speech and voice, the frames. @param {import('./decode.js').Clip} clip @returns {Track[]} */
export function toTracks(clip) {
  return [
    { label: '', kind: 'axis', height: 20, draw: drawAxis },
    ...clip.persons.flatMap((person) => personTracks(clip, person)),
    ...voiceTracks(clip),
    ...(clip.frameTimes.length > 1 ? [framesTrack(clip)] : []),
  ];
}

/** @param {CanvasRenderingContext2D} context @param {View} view */
function drawAxis(context, { scale, palette }) {
  const { step, times } = marks(scale);
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.fillStyle = palette.quiet;
  context.strokeStyle = palette.line;
  for (const time of times) {
    const x = Math.round(toX(scale, time)) + 0.5;
    context.beginPath();
    context.moveTo(x, 12);
    context.lineTo(x, 20);
    context.stroke();
    const text = formatTime(time, step < 0.1 ? 2 : step < 1 ? 1 : 0);
    if (x + context.measureText(text).width + 4 < scale.width) context.fillText(text, x + 4, 10);
  }
}

/** @param {import('./decode.js').Clip} clip @param {import('./decode.js').Person} person @returns {Track[]} */
function personTracks(clip, person) {
  /** @type {{ key: string, columns: ReturnType<typeof toColumns> | undefined }} */
  const cache = { key: '', columns: undefined };
  const columnsIn = (/** @type {View} */ { scale }) => {
    const key = `${scale.start} ${scale.end} ${scale.width}`;
    if (cache.key !== key || !cache.columns) Object.assign(cache, { key, columns: toColumns(person, scale) });
    return /** @type {ReturnType<typeof toColumns>} */ (cache.columns);
  };
  return [
    {
      label: 'Expression',
      kind: 'ribbon',
      group: `Person ${person.id}`,
      height: 24,
      draw: (context, view) => drawRibbon(context, { stripes: stripesOf(columnsIn(view), clip, view.palette), height: 24 }),
    },
    {
      label: 'Probability of each',
      kind: 'stack',
      height: 64,
      draw: (context, view) => drawStack(context, { probabilities: columnsIn(view).probabilities, height: 64, colours: view.palette.expressions }),
    },
    {
      label: 'Valence and arousal',
      kind: 'affect',
      height: 84,
      draw: (context, view) => {
        const { low, high } = columnsIn(view);
        drawGrid(context, { width: view.scale.width, height: 84, line: view.palette.line });
        drawCurve(context, { low: low[1], high: high[1], height: 84, colour: view.palette.arousal, dashed: true });
        drawCurve(context, { low: low[0], high: high[0], height: 84, colour: view.palette.valence, dashed: false });
        drawGridFigures(context, { width: view.scale.width, height: 84, ground: view.palette.card, quiet: view.palette.quiet });
      },
    },
  ];
}

/** @param {ReturnType<typeof toColumns>} columns @param {import('./decode.js').Clip} clip @param {Palette} palette @returns {Generator<import('./draw.js').Stripe>} */
function* stripesOf({ expression, doubt }, clip, palette) {
  const textAt = (/** @type {number} */ x) => clip.expressions[expression[x]] ?? doubtOf(clip, doubt[x]) ?? '';
  for (let from = 0, to = 0; from < expression.length; from = to) {
    const text = textAt(from);
    to = from + 1;
    while (to < expression.length && textAt(to) === text) to++;
    if (text !== '') yield { from, to, colour: palette.expressions[expression[from]] ?? palette.line, text };
  }
}

/** @param {import('./decode.js').Clip} clip @returns {Track[]} */
function voiceTracks({ voice, expressions, speakers }) {
  if (voice.length === 0) return [];
  const read = voice.some(({ verdict, uncertain }) => verdict ?? uncertain);
  const inView = (/** @type {View} */ { scale }) => voice.filter(({ start, end }) => end > scale.start && start < scale.end);
  /** @type {Track} */
  const said = {
    label: 'Voice says',
    kind: 'ribbon',
    height: 24,
    draw: (context, view) => drawRibbon(context, { stripes: voiceStripes(inView(view), { expressions, view }), height: 24 }),
  };
  return [
    {
      label: 'Speech',
      kind: 'speech',
      group: 'Sound',
      height: 34,
      draw: (context, view) => {
        context.fillStyle = view.palette.speech;
        for (const { start, end, speech } of inView(view)) {
          const [from, to] = [Math.round(toX(view.scale, start)), Math.round(toX(view.scale, end))];
          context.fillRect(from, 34 * (1 - speech), Math.max(1, to - from), 34 * speech);
        }
      },
    },
    ...(speakers.length > 0 ? [speakersTrack(speakers)] : []),
    ...(read ? [said] : []),
  ];
}

/** @param {import('./decode.js').PageData['speakers']} speakers @returns {Track} */
function speakersTrack(speakers) {
  return {
    label: 'Who speaks',
    kind: 'ribbon',
    height: 24,
    draw: (context, { scale, palette }) => {
      const inView = speakers.filter(({ start, end }) => end > scale.start && start < scale.end);
      drawRibbon(context, { stripes: inView.map(({ start, end, person }) => ({ from: toX(scale, start), to: toX(scale, end), colour: palette.speech, text: `Person ${person}` })), height: 24 });
    },
  };
}

/** @param {import('./decode.js').PageData['voice']} windows @param {{ expressions: readonly string[], view: View }} options @returns {Generator<import('./draw.js').Stripe>} */
function* voiceStripes(windows, { expressions, view }) {
  for (let first = 0, next = 0; first < windows.length; first = next) {
    next = first + 1;
    const { verdict: [said] = [], uncertain } = windows[first];
    while (next < windows.length && windows[next].verdict?.[0] === said && windows[next].uncertain === uncertain) next++;
    if (said === undefined && uncertain === undefined) continue;
    const [from, to] = [toX(view.scale, windows[first].start), toX(view.scale, windows[next - 1].end)];
    yield said === undefined ? { from, to, colour: view.palette.line, text: `uncertain: ${uncertain}` } : { from, to, colour: view.palette.expressions[said], text: expressions[said] };
  }
}

/** @param {import('./decode.js').Clip} clip @returns {Track} */
function framesTrack({ frameTimes, frameStatus, duration }) {
  return {
    label: 'Frames',
    kind: 'frames',
    group: '',
    height: 10,
    draw: (context, { scale, palette }) => {
      const worst = new Uint8Array(Math.ceil(scale.width) + 1).fill(255);
      frameTimes.forEach((time, frame) => {
        const x = Math.floor(toX(scale, time));
        const end = Math.floor(toX(scale, frameTimes[frame + 1] ?? Math.min(duration, time + (time - frameTimes[0]) / frame)));
        for (let at = Math.max(0, x); at <= Math.min(end, worst.length - 1); at++) worst[at] = rank(worst[at], frameStatus[frame]);
      });
      worst.forEach((status, x) => {
        if (status === 255) return;
        context.fillStyle = palette.statuses[status];
        context.fillRect(x, 0, 1.02, 10);
      });
    },
  };
}

/** Where several frames share a pixel, the one to worry about is shown; skipped ones only where there is nothing else. @param {number} shown @param {number} status */
function rank(shown, status) {
  const order = [1, 2, 0, 3];
  return shown === 255 || order[status] > order[shown] ? status : shown;
}
