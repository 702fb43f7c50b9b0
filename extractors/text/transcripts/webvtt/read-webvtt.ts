import type { Cue, Reading } from '../cue.ts';
import { parseTime, roundTime } from '../parse-time.ts';
import type { TranscriptOptions } from '../transcript-options.ts';
import { dropRolledLines } from './drop-rolled-lines.ts';
import { toTurns } from './to-turns.ts';

/** A time and what follows it: `00:01.000 --> 00:02.000 align:start`. */
const SPAN = /^\s*(\S*?)\s*-->\s*(\S*)/;
/** The map of HLS from times of cues to time stamps of the stream, which has 90,000 a second. */
const STAMP_MAP = /^X-TIMESTAMP-MAP\s*=/i;
const TICKS = 90_000;

/** A cue with its text as marked up. */
export interface MarkedCue {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  /** Line of its time, from 1. */
  readonly at: number;
}

/**
 * Reads WebVTT: voices become speakers, times inside of a text become times of words, notes, styles, regions and names of cues are left out.
 * Captions that YouTube made by itself say each line twice; it is taken once.
 */
export function readWebvtt(text: string, { speakers }: Pick<TranscriptOptions, 'speakers'> = {}): Reading {
  const lines = text.split(/\r\n?|\n/);
  const header = lines.slice(0, Math.max(1, lines.findIndex((line) => line === '' || line.includes('-->'))));
  const marked = lines.flatMap((line, index) => (line.includes('-->') ? [toMarked(lines, index)] : []));
  const { cues: rolled, note } = dropRolledLines(marked, header);
  const map = header.find((line) => STAMP_MAP.test(line));
  const cues: Cue[] = rolled.flatMap((cue) => toTurns(cue, speakers).map((turn) => ({ start: cue.start, end: cue.end, ...turn, at: cue.at })));
  const language = header.map((line) => /^Language:\s*([\w-]+)/.exec(line)?.[1]).find((found) => found !== undefined);
  return {
    cues: map === undefined ? cues : shiftCues(cues, toShift(map)),
    place: 'line',
    clock: map === undefined ? 'clip' : 'container',
    notes: note === undefined ? [] : [note],
    ...(language !== undefined && { language }),
  };
}

function toMarked(lines: readonly string[], index: number): MarkedCue {
  const [, start = '', end = ''] = SPAN.exec(lines[index]!) ?? [];
  const texts: string[] = [];
  for (let next = index + 1; next < lines.length && lines[next] !== '' && !lines[next]!.includes('-->'); next++) texts.push(lines[next]!);
  return { start: parseTime(start), end: parseTime(end), lines: texts, at: index + 1 };
}

function toShift(map: string): number {
  const ticks = Number(/MPEGTS:(\d+)/i.exec(map)?.[1] ?? 0);
  const local = parseTime(/LOCAL:([\d:.]+)/i.exec(map)?.[1] ?? '0');
  return ticks / TICKS - local;
}

function shiftCues(cues: readonly Cue[], shift: number): Cue[] {
  const move = (time: number) => roundTime(time + shift);
  return cues.map((cue) => ({
    ...cue,
    start: move(cue.start),
    end: move(cue.end ?? Number.NaN),
    ...(cue.words && { words: cue.words.map((word) => ({ ...word, start: move(word.start), end: move(word.end) })) }),
  }));
}
