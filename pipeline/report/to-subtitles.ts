import { EXPRESSIONS, type Expression } from '../../fusion/verdict.ts';
import type { ClipRecord, PersonRecord } from './collect-clip.ts';

/** Times in the subtitles are this much longer than in the clip, for they have centiseconds only and frames may be 2 ms apart. */
export const STRETCH = 10;

/** As in the style sheet of the report, on dark. */
const COLOURS: Readonly<Record<Expression, string>> = {
  neutral: '#b8bec6',
  anger: '#ea6a34',
  disgust: '#3fb58a',
  fear: '#a97fcb',
  happiness: '#f0b93a',
  sadness: '#4a8fdb',
  surprise: '#7cc9f2',
  other: '#a3846a',
};

/**
 * Yields an ASS script (Advanced SubStation Alpha v4+) that draws a box and a label around everybody, from half-way before its frame to
 * half-way before the next frame that was looked at. Times are stretched by `STRETCH`.
 *
 * @param size of the displayed picture, in pixels
 */
export function* toSubtitles(clip: ClipRecord, { width, height }: { readonly width: number; readonly height: number }): Generator<string> {
  const unit = Math.max(1, Math.min(width, height) / 360);
  yield* ['[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${width}`, `PlayResY: ${height}`, 'ScaledBorderAndShadow: yes', 'WrapStyle: 2', '', '[V4+ Styles]'];
  yield 'Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV';
  yield `Style: box,DejaVu Sans,10,&H00FFFFFF,&H60000000,&H60000000,0,1,${(unit * 0.8).toFixed(1)},0,7,0,0,0`;
  yield `Style: label,DejaVu Sans,${Math.round(13 * unit)},&H00FFFFFF,&H30180E0C,&H30180E0C,1,3,${(unit * 3).toFixed(1)},0,1,0,0,0`;
  yield* ['', '[Events]', 'Format: Layer, Start, End, Style, Text'];
  const ends = endOfEachLook(clip);
  for (const person of clip.people) {
    for (const [index, frame] of person.frames.entries()) {
      const span = `${toTime(halfWayBefore(clip.times, frame))},${toTime(ends[frame]!)}`;
      yield* drawSighting(person, { index, span, unit, doubts: clip.doubts });
    }
  }
}

/** For each frame: when the next frame that was looked at replaces what is shown. */
function endOfEachLook({ times, status }: ClipRecord): Float64Array {
  const ends = new Float64Array(times.length);
  let end = (times.at(-1) ?? 0) + 3600;
  for (let frame = times.length - 1; frame >= 0; frame--) {
    ends[frame] = end;
    if (status[frame] !== 2) end = halfWayBefore(times, frame);
  }
  return ends;
}

function halfWayBefore(times: readonly number[], frame: number): number {
  return frame === 0 ? 0 : (times[frame - 1]! + times[frame]!) / 2;
}

function* drawSighting(person: PersonRecord, { index, span, unit, doubts }: { readonly index: number; readonly span: string; readonly unit: number; readonly doubts: readonly string[] }): Generator<string> {
  const [x, y, width, height] = person.boxes.slice(index * 4, index * 4 + 4) as [number, number, number, number];
  const expression = EXPRESSIONS[person.expressions[index]!];
  const colour = expression === undefined ? '#ffffff' : COLOURS[expression];
  const word = expression === undefined ? wordOf(doubts[person.doubts[index]! - 1]) : ` ${expression} ${Math.round(person.probabilities[index * 8 + person.expressions[index]!]! * 100)} %`;
  yield `Dialogue: 0,${span},box,{\\pos(${x.toFixed(1)},${y.toFixed(1)})\\1c${toAssColour(colour)}\\p4}${corners(width, height, unit)}`;
  yield `Dialogue: 1,${span},label,{\\pos(${(Math.max(0, x) + 4 * unit).toFixed(1)},${Math.max(22 * unit, y - 6 * unit).toFixed(1)})\\1c${toAssColour(colour)}}${person.id}{\\1c&HFFFFFF&}${word}`;
}

/** Of a face without a verdict. Braces would be taken for commands. */
function wordOf(doubt: string | undefined): string {
  return doubt === undefined ? '' : ` uncertain: ${doubt.replaceAll(/[{}\\]/g, '')}`;
}

/** Four corners of a box at (0, 0), as filled shapes; in eighths of a pixel, as `\p4` has it. */
function corners(width: number, height: number, unit: number): string {
  const [arm, line] = [Math.min(width, height) * 0.22, 2.5 * unit];
  const shape = [[0, 0], [arm, 0], [arm, line], [line, line], [line, arm], [0, arm]] as const;
  const eighths = (value: number) => Math.round(value * 8);
  const turns = [[0, 1, 0, 1], [width, -1, 0, 1], [width, -1, height, -1], [0, 1, height, -1]] as const;
  return turns
    .map(([left, right, top, down]) => {
      const [first, ...rest] = shape.map(([x, y]) => `${eighths(left + right * x)} ${eighths(top + down * y)}`);
      return `m ${first} l ${rest.join(' ')}`;
    })
    .join(' ');
}

/** `#rrggbb` → `&Hbbggrr&`. */
function toAssColour(colour: string): string {
  return `&H${colour.slice(5, 7)}${colour.slice(3, 5)}${colour.slice(1, 3)}&`.toUpperCase();
}

/** Seconds of the clip → `h:mm:ss.cc`, stretched. */
function toTime(seconds: number): string {
  const hundredths = Math.round(Math.max(0, seconds) * STRETCH * 100);
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60];
  return `${hours}:${String(minutes).padStart(2, '0')}:${((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')}`;
}
