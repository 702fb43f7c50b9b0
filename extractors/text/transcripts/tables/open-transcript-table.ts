import { basename } from 'node:path';
import type { Transcript } from '../../transcript.ts';
import { decodeText } from '../decode-text.ts';
import { findFormat } from '../find-format.ts';
import type { FileBytes } from '../read-bytes.ts';
import { toTranscript } from '../to-transcript.ts';
import type { ClipClock, TranscriptOptions } from '../transcript-options.ts';
import { clipOfRow } from './clip-of-row.ts';
import { parseTable } from './parse-table.ts';
import { toClipName } from './to-clip-name.ts';
import { toTableReading } from './to-table-reading.ts';

/** One table with the words of many clips, read once. */
export interface TranscriptTable {
  /** Number of clips in it. */
  readonly clips: number;
  /** Tells whether it has rows for a file. */
  has(file: string): boolean;
  /** Returns what is said in a clip. Throws as `toTranscript` does. */
  read(clip: ClipClock, options?: Omit<TranscriptOptions, 'clip'>): Transcript;
}

/**
 * Returns the table in a file whose rows name clips; `undefined` for a file of another kind.
 *
 * @param options of them `format`, `encoding` and `language` say how the file is read
 * @throws TranscriptError as `readTranscript` does
 */
export function openTranscriptTable({ path, bytes, sha256 }: FileBytes, options: TranscriptOptions = {}): TranscriptTable | undefined {
  const { text, notes } = decodeText(bytes, path, options.encoding);
  if ((options.format ?? findFormat(text, path)) !== 'table') return undefined;
  const { columns, rows } = parseTable(text, path, options.language);
  if (columns.clip === undefined && columns.dialogue === undefined) return undefined;
  const rowsOf = Map.groupBy(rows, (row) => clipOfRow(row, columns));
  return {
    clips: rowsOf.size,
    has: (file) => rowsOf.has(toClipName(file)),
    read: (clip, more = {}) => {
      const reading = toTableReading({ columns, rows: rowsOf.get(toClipName(clip.file)) ?? [] }, path, clip);
      return toTranscript({ ...reading, notes: [...notes, ...reading.notes] }, path, { ...options, ...more, clip, source: { kind: 'file', id: basename(path), sha256 } });
    },
  };
}
