import type { FrameAnswer } from '../../../../datasets/clip.ts';
import { html, type Html } from '../../../report/html.ts';
import { isLabelled } from '../../check/tally.ts';
import { classColour } from '../class-colour.ts';
import type { ClipPreview } from '../clip-preview.ts';
import { runs } from '../runs.ts';

/** What the values of a clip are called and lie in. */
export interface Scale {
  readonly classes: readonly string[];
  readonly units: readonly string[];
  readonly low: number;
  readonly high: number;
}

const WIDTH = 1000;
/** More points than that hide each other. */
const MOST_POINTS = 500;
const CURVE = 110;

/** Returns the labels of the frames of a clip along its time: curves, classes, units, and which frames have a picture; nothing where there are none. */
export function strips({ frames, crops }: ClipPreview, scale: Scale): Html {
  if (frames === undefined) return html``;
  const { answer } = frames;
  const last = Math.max(answer.length, crops?.numbers.at(-1) ?? 0);
  const x = (frame: number) => round((frame / last) * WIDTH);
  return html`
    <div class="strips">
      ${answer.valence === undefined && answer.arousal === undefined ? undefined : strip('valence, arousal', CURVE, html`${shade(answer, x, CURVE)}${curves(answer, { ...scale, x })}`)}
      ${answer.expression === undefined ? undefined : classStrip(answer, scale.classes, x)}
      ${answer.units === undefined ? undefined : unitStrip(answer, scale.units, x)}
      ${crops === undefined ? undefined : cropStrip(crops.numbers, last, x)}
      <p class="scale"><span>frame 1</span><span>${last}</span></p>
    </div>
  `;
}

type Across = (frame: number) => number;

function strip(label: string, height: number, content: Html, head: Html = html`${label}`): Html {
  return html`
    <div class="strip">
      <span>${head}</span>
      <svg viewBox="0 0 ${WIDTH} ${height}" height="${height}" preserveAspectRatio="none" role="img" aria-label="${label} of each frame">${content}</svg>
    </div>
  `;
}

function classStrip(answer: FrameAnswer, classes: readonly string[], x: Across): Html {
  const height = 20;
  const codes = answer.expression!;
  const bars = runs(answer.length, (row) => (codes[row]! < 0 ? undefined : codes[row]!)).map(({ value, from, to }) =>
    rect({ colour: classColour(classes, value), from: x(from), to: x(to), top: 0, height, title: `${classes[value] ?? value}, frames ${from + 1}–${to}` }),
  );
  return strip('expression', height, html`${shade(answer, x, height)}${bars}`);
}

function cropStrip(numbers: Int32Array, last: number, x: Across): Html {
  const height = 8;
  const bars = runs(last, toPresence(numbers, last)).map(({ from, to }) =>
    rect({ colour: 'there', from: x(from), to: x(to), top: 0, height, title: `crops of frames ${from + 1}–${to}` }),
  );
  return strip('crops', height, html`${bars}`);
}

/** Frames without a label. */
function shade(answer: FrameAnswer, x: Across, height: number): Html {
  const bare = runs(answer.length, (row) => (isLabelled(answer, row) ? undefined : true));
  return html`${bare.map(({ from, to }) => rect({ colour: 'invalid', from: x(from), to: x(to), top: 0, height, title: `no label, frames ${from + 1}–${to}` }))}`;
}

function curves({ length, valence, arousal }: FrameAnswer, { low, high, x }: Scale & { readonly x: Across }): Html {
  const y = (value: number) => round(CURVE - 4 - ((value - low) / (high - low)) * (CURVE - 8));
  const zero = low < 0 && high > 0 ? html`<line class="zero" x1="0" x2="${WIDTH}" y1="${y(0)}" y2="${y(0)}"/>` : undefined;
  const line = (name: string, values: Float32Array | undefined) => (values === undefined ? undefined : html`<path class="curve ${name}" d="${toPath(values, { length, x, y })}"/>`);
  return html`${zero}${line('valence', valence)}${line('arousal', arousal)}`;
}

/** Means of a few frames each, broken where none of them has a value. */
function toPath(values: Float32Array, { length, x, y }: { readonly length: number; readonly x: Across; readonly y: (value: number) => number }): string {
  const step = Math.max(1, Math.ceil(length / MOST_POINTS));
  let [path, pen] = ['', 'M'];
  for (let from = 0; from < length; from += step) {
    const there = values.subarray(from, from + step).filter((value) => !Number.isNaN(value));
    if (there.length > 0) path += `${pen}${x(from + Math.min(step, length - from) / 2)} ${y(there.reduce((sum, value) => sum + value, 0) / there.length)}`;
    else if (pen === 'L') path += 'h0.1'; // A single value becomes a dot
    pen = there.length > 0 ? 'L' : 'M';
  }
  return path === '' ? '' : `${path}h0.1`;
}

function unitStrip({ units, length }: FrameAnswer, names: readonly string[], x: Across): Html {
  const height = 10;
  const at = (unit: number) => (frame: number) => {
    const value = units![frame * names.length + unit]!;
    return value === 0 ? undefined : value;
  };
  const bars = names.flatMap((name, unit) =>
    runs(length, at(unit)).map(({ value, from, to }) => {
      const place = { from: x(from), to: x(to), top: unit * height, height: height - 1 };
      return rect({ ...place, colour: value < 0 ? 'invalid' : 'there', title: `${name}${value < 0 ? ': no label' : ''}, frames ${from + 1}–${to}` });
    }),
  );
  return strip('action units', names.length * height, html`${bars}`, html`<span class="units">${names.map((name) => html`<i>${name}</i>`)}</span>`);
}

function toPresence(numbers: Int32Array, last: number): (index: number) => true | undefined {
  const has = new Uint8Array(last + 1);
  for (const number of numbers) has[number] = 1;
  return (index) => (has[index + 1] === 1 ? true : undefined);
}

interface Bar {
  readonly colour: string;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly height: number;
  readonly title: string;
}

function rect({ colour, from, to, top, height, title }: Bar): Html {
  return html`<rect class="run ${colour}" x="${from}" y="${top}" width="${round(to - from)}" height="${height}"><title>${title}</title></rect>`;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
