import type { Cue, Reading } from '../cue.ts';
import { parseTime, roundTime } from '../parse-time.ts';
import { toPlainText } from '../plain/to-plain-text.ts';
import { TranscriptError } from '../transcript-error.ts';
import type { ClipClock } from '../transcript-options.ts';
import { clipOfRow } from './clip-of-row.ts';
import type { TableLine, TextTable } from './parse-table.ts';
import { toClipName } from './to-clip-name.ts';

/** Nobody says fewer characters in a second for a whole recording: times are milliseconds then. */
const SLOWEST = 0.1;

/**
 * Returns what a table says of a clip: rows with times, or one text for the whole clip. Times in whole numbers are milliseconds where as seconds the speech would be
 * impossibly slow: Whisper writes such tables.
 *
 * @param path for messages
 * @throws TranscriptError NO_CLIP when the table is of several clips and none is named, or has none of its name
 */
export function toTableReading({ columns, rows }: TextTable, path: string, clip?: ClipClock): Reading {
  const own = chooseRows({ columns, rows }, path, clip);
  const isTimed = columns.start !== undefined;
  if (!isTimed && own.length > 1 && columns.clip === undefined && columns.dialogue === undefined) throw new TranscriptError('NO_COLUMN', { path, detail: `has ${own.length} rows of text and no column of times` });
  const unit = columns.unit ?? (isTimed ? guessUnit({ columns, rows: own }) : 1);
  const cues = own.map((row) => toCue(row, columns, unit));
  const language = columns.language === undefined ? {} : { language: columns.language };
  if (isTimed) return { cues, place: 'line', clock: 'clip', notes: unit === 1 || columns.unit !== undefined ? [] : ['Times are taken for milliseconds: as seconds, nobody would speak so slowly.'], ...language };
  const other = cues.filter(({ text }) => text !== cues[0]?.text).length;
  return { cues: cues.slice(0, 1), place: 'line', clock: 'none', notes: other === 0 ? [] : [`Of ${other + 1} different texts for this clip, the first is taken (line ${cues[0]!.at}).`], ...language };
}

function chooseRows({ columns, rows }: TextTable, path: string, clip: ClipClock | undefined): readonly TableLine[] {
  if (columns.clip === undefined && columns.dialogue === undefined) return rows;
  const names = new Set(rows.map((row) => clipOfRow(row, columns)));
  if (clip === undefined) {
    if (names.size <= 1) return rows;
    throw new TranscriptError('NO_CLIP', { path, detail: `is a table of ${names.size} clips` });
  }
  const name = toClipName(clip.file);
  const own = rows.filter((row) => clipOfRow(row, columns) === name);
  if (own.length > 0) return own;
  throw new TranscriptError('NO_CLIP', { path, detail: `has no row for the clip "${name}"`, next: 'Name the file of the clip as the table does.' });
}

function toCue({ cells, line }: TableLine, columns: TextTable['columns'], unit: number): Cue {
  const text = toPlainText(cells[columns.text] ?? '', 'html');
  const time = (column: number | undefined) => (column === undefined || (cells[column] ?? '') === '' ? undefined : scale(cells[column]!, unit));
  const start = columns.start === undefined ? 0 : (time(columns.start) ?? Number.NaN);
  const duration = time(columns.duration);
  const end = time(columns.end) ?? (duration === undefined ? undefined : roundTime(start + duration));
  const speaker = columns.speaker === undefined ? '' : toPlainText(cells[columns.speaker] ?? '', 'html');
  return { start, end, text, at: line, ...(speaker !== '' && { speaker }) };
}

/** `0:01:02` is what it says whatever the unit of bare numbers. */
function scale(cell: string, unit: number): number {
  return cell.includes(':') ? parseTime(cell) : roundTime(parseTime(cell) * unit);
}

function guessUnit({ columns, rows }: TextTable): number {
  const spans = rows.map(({ cells }) => [cells[columns.start!] ?? '', cells[columns.end ?? -1] ?? '', cells[columns.text] ?? ''] as const).filter(([, end]) => end !== '');
  if (spans.some(([start, end]) => !/^\d+$/.test(start) || !/^\d+$/.test(end))) return 1;
  const seconds = spans.reduce((sum, [start, end]) => sum + Math.max(0, Number(end) - Number(start)), 0);
  const characters = spans.reduce((sum, [, , text]) => sum + text.length, 0);
  return characters < SLOWEST * seconds ? 0.001 : 1;
}
