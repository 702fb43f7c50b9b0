import type { Cue, Reading } from './cue.ts';
import { parseTime } from './parse-time.ts';
import { splitTurns } from './plain/split-turns.ts';
import { toPlainText } from './plain/to-plain-text.ts';
import type { TranscriptOptions } from './transcript-options.ts';

/** The time of a cue; what follows it is its position on the screen. */
const SPAN = /^\s*(\S*?)\s*-+>\s*(\S*)/;
const NUMBER = /^\s*\d+\s*$/;

/**
 * Reads SubRip (.srt): numbers of cues may be missing, times may have commas or points, texts may have blank lines in them. A cue in which several people
 * speak (lines with dashes) becomes several over the same time.
 */
export function readSubrip(text: string, { speakers }: Pick<TranscriptOptions, 'speakers'> = {}): Reading {
  const lines = text.split(/\r\n?|\n/);
  const heads = lines.flatMap(toHead);
  const cues = heads.flatMap((head, index) => toCues(lines, { head, next: heads[index + 1]?.line ?? lines.length }, speakers));
  return { cues, place: 'line', clock: 'clip', notes: [] };
}

/** Where a cue begins: its line, from 0, and its times as written. */
interface Head {
  readonly line: number;
  readonly start: string;
  readonly end: string;
}

/** An arrow in spoken text is no time; a broken time is one, and is told of. */
function toHead(text: string, line: number): Head[] {
  if (!text.includes('->')) return [];
  const [, start = '', end = ''] = SPAN.exec(text) ?? [];
  return /\d:/.test(start) || /\d:/.test(end) ? [{ line, start, end }] : [];
}

function toCues(lines: readonly string[], { head, next }: { readonly head: Head; readonly next: number }, speakers: TranscriptOptions['speakers']): Cue[] {
  const isNumbered = next < lines.length && NUMBER.test(lines[next - 1]!); // The number of the next cue
  const texts = lines.slice(head.line + 1, isNumbered ? next - 1 : next).map((line) => toPlainText(line, 'any'));
  const [start, end] = [parseTime(head.start), parseTime(head.end)];
  return splitTurns(texts.filter((line) => line !== ''), speakers).map((turn) => ({ start, end, ...turn, at: head.line + 1 }));
}
