import { basename } from 'node:path';
import type { Transcript } from '../transcript.ts';
import type { Reading } from './cue.ts';
import { decodeText } from './decode-text.ts';
import { readElan } from './elan/read-elan.ts';
import { findFormat } from './find-format.ts';
import { readTextGrid } from './praat/read-text-grid.ts';
import { readBytes, type FileBytes } from './read-bytes.ts';
import { readSubrip } from './read-subrip.ts';
import { readRecogniserJson } from './recognisers/read-recogniser-json.ts';
import { parseTable } from './tables/parse-table.ts';
import { toTableReading } from './tables/to-table-reading.ts';
import { toTranscript } from './to-transcript.ts';
import type { TranscriptFormat, TranscriptOptions } from './transcript-options.ts';
import { readWebvtt } from './webvtt/read-webvtt.ts';

const READERS: Readonly<Record<TranscriptFormat, (text: string, path: string, options: TranscriptOptions) => Reading>> = {
  srt: (text, _path, options) => readSubrip(text, options),
  vtt: (text, _path, options) => readWebvtt(text, options),
  textgrid: readTextGrid,
  elan: readElan,
  json: readRecogniserJson,
  table: (text, path, { language, clip }) => toTableReading(parseTable(text, path, language), path, clip),
};

/**
 * Resolves with what a file says was spoken: SubRip, WebVTT, TextGrid, ELAN, CSV or TSV, or the JSON of a speech recogniser. All of it is plain text, in seconds of
 * the clip where `options.clip` is given.
 *
 * @throws TranscriptError naming the file, what is wrong with it, and what to do next
 */
export async function readTranscript(path: string, options: TranscriptOptions = {}): Promise<Transcript> {
  return parseTranscript(await readBytes(path), options);
}

/** Returns what a file says that was read already. Throws as `readTranscript` does. */
export function parseTranscript({ path, bytes, sha256 }: FileBytes, options: TranscriptOptions = {}): Transcript {
  const { text, notes } = decodeText(bytes, path, options.encoding);
  const format = options.format ?? findFormat(text, path);
  const reading = READERS[format](text, path, options);
  return toTranscript({ ...reading, notes: [...notes, ...reading.notes] }, path, { ...options, source: { kind: 'file', id: basename(path), sha256 } });
}
