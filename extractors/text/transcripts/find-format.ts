import { basename, extname } from 'node:path';
import { TranscriptError } from './transcript-error.ts';
import type { TranscriptFormat } from './transcript-options.ts';

/** As much as has to be looked at: comments may come first. */
const HEAD = 20_000;

const SIGNS: readonly (readonly [RegExp, TranscriptFormat])[] = [
  [/^WEBVTT(?:[ \t\r\n]|$)/, 'vtt'],
  [/^File type = "ooTextFile|^"?ooTextFile/, 'textgrid'],
  [/<ANNOTATION_DOCUMENT[\s>]/, 'elan'],
  [/^\s*[[{]\s*(?:["{[\]}]|$)/, 'json'],
  [/^\s*(?:\d+\s*[\r\n]+\s*)?-?\d+:\d+\S*\s*-+>/m, 'srt'],
];
const FORMAT_OF: Readonly<Record<string, TranscriptFormat>> = { '.csv': 'table', '.tsv': 'table', '.eaf': 'elan', '.textgrid': 'textgrid', '.json': 'json', '.srt': 'srt', '.vtt': 'vtt' };

/** What people take for transcripts, and what to do with it. */
const OTHERS: readonly (readonly [RegExp, string, string])[] = [
  [/^\s*<(?:!doctype html|html)/i, 'is a web page', 'Download the transcript itself.'],
  [/^"Praat chronological TextGrid/, 'is a chronological TextGrid', 'Save it in Praat as a text file.'],
  [/^\s*\[Script Info\]/i, 'is SubStation Alpha', 'Convert it: ffmpeg -i FILE.ass FILE.srt.'],
  [/^\{\\rtf/, 'is rich text', 'Save it as plain text.'],
];

/**
 * Returns the format of a transcript by what it begins with, otherwise by the ending of its name.
 *
 * @throws TranscriptError UNKNOWN_FORMAT
 */
export function findFormat(text: string, path: string): TranscriptFormat {
  const head = text.slice(0, HEAD);
  for (const [pattern, what, next] of OTHERS) if (pattern.test(head)) throw new TranscriptError('UNKNOWN_FORMAT', { path, detail: what, next });
  const byName = FORMAT_OF[extname(path).toLowerCase()];
  const found = SIGNS.find(([pattern]) => pattern.test(head))?.[1];
  if (byName === 'vtt' && found === 'srt') return 'vtt'; // Its header is missing
  if (byName === 'table' && found !== 'vtt') return 'table'; // An arrow or a bracket may be in the text of a row
  if (found !== undefined) return found;
  const isEmpty = text.trim() === '';
  if (byName === 'table' || byName === 'json' || (isEmpty && (byName === 'srt' || byName === 'vtt'))) return byName; // Whisper leaves an empty file where nobody speaks
  throw new TranscriptError('UNKNOWN_FORMAT', { path, detail: isEmpty ? 'is empty' : `is no transcript${byName === undefined ? '' : `, in spite of its name "${basename(path)}"`}` });
}
