import { TextDecoder } from 'node:util';
import { guessEncoding } from './guess-encoding.ts';
import { restoreWindows } from './plain/restore-windows.ts';
import { TranscriptError } from './transcript-error.ts';

/** The text of a file. */
export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  /** What a reader must know: that the encoding was guessed, that characters were damaged. A sentence each. */
  readonly notes: readonly string[];
}

const MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** What people take for transcripts, and what to do with it. */
const BINARIES = [
  ['ooBinaryFile', 'is a binary file of Praat', 'Save it in Praat as a text file.'],
  ['PK\x03\x04', 'is an archive or an office document', 'Unpack it, or save its text as CSV.'],
  ['%PDF', 'is a PDF', 'Save its text as CSV or SubRip.'],
] as const;

/**
 * Returns the text of `bytes`: as `encoding` says, or a byte order mark, or as UTF-8; otherwise the encoding is guessed. Bytes that do not fit become
 * U+FFFD, and a note counts them.
 *
 * @throws TranscriptError NOT_TEXT for a binary file, UNKNOWN_ENCODING for a name that is none
 */
export function decodeText(bytes: Uint8Array, path: string, encoding?: string): DecodedText {
  if (encoding !== undefined) return decodeAs(bytes, toDecoder(encoding, path));
  const mark = MARKS.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))?.encoding ?? findWideEncoding(bytes);
  if (mark !== undefined) return decodeAs(bytes, toDecoder(mark, path));
  refuseBinary(bytes, path);
  const exact = decodeExactly(bytes, 'utf-8');
  if (exact !== undefined) return { text: restoreWindows(exact), notes: countDamage(exact) };
  const loose = new TextDecoder().decode(bytes);
  if (isMostlyUtf8(loose)) return { text: loose, notes: countDamage(loose) };
  const guess = guessEncoding(bytes).find(({ label }) => decodeExactly(bytes, label) !== undefined);
  if (guess === undefined) throw new TranscriptError('NOT_TEXT', { path, detail: 'is text in no encoding that is known here' });
  const { text } = decodeAs(bytes, new TextDecoder(guess.label));
  return { text, notes: [`Its encoding was guessed: ${guess.label}, ${guess.confidence} % sure. Name it if words look wrong.`] };
}

function toDecoder(encoding: string, path: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (cause) {
    throw new TranscriptError('UNKNOWN_ENCODING', { path, detail: `cannot be read as "${encoding}", which is no encoding that is known here`, cause });
  }
}

function decodeAs(bytes: Uint8Array, decoder: TextDecoder): DecodedText {
  const text = decoder.decode(bytes);
  return { text, notes: countDamage(text) };
}

function decodeExactly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // Told of by the caller, who tries another one
  }
}

function countDamage(text: string): string[] {
  const first = text.indexOf('\uFFFD');
  if (first < 0) return [];
  const [count, line] = [text.split('\uFFFD').length - 1, text.slice(0, first).split(/\r\n?|\n/).length];
  return [`${count} ${count === 1 ? 'character is' : 'characters are'} damaged and shown as \uFFFD, the first in line ${line}: name another encoding, or write the file again.`];
}

/** A file of UTF-8 in which some bytes are broken has far more characters beyond ASCII that are whole. */
function isMostlyUtf8(text: string): boolean {
  const damaged = text.split('\uFFFD').length - 1;
  return (text.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0) >= 10 * damaged;
}

/** UTF-16 without a mark: digits and spaces have a zero byte, always on the same side. */
function findWideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const size = Math.min(bytes.length, 4096) & ~1;
  const zeros = [0, 0];
  for (let index = 0; index < size; index++) if (bytes[index] === 0) zeros[index % 2]! += 1;
  const [even, odd] = [zeros[0]! / (size / 2), zeros[1]! / (size / 2)];
  if (odd > 0.2 && even < 0.01) return 'utf-16le';
  return even > 0.2 && odd < 0.01 ? 'utf-16be' : undefined;
}

function refuseBinary(bytes: Uint8Array, path: string): void {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  for (const [sign, detail, next] of BINARIES) if (start.startsWith(sign)) throw new TranscriptError('NOT_TEXT', { path, detail, next });
  const head = bytes.subarray(0, 1_000_000);
  const zero = head.indexOf(0);
  if (zero >= 0) throw new TranscriptError('NOT_TEXT', { path, detail: `is no text (byte ${zero + 1} is zero)` });
  const controls = head.reduce((count, byte) => count + (byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32) ? 1 : 0), 0);
  if (controls > head.length / 20) throw new TranscriptError('NOT_TEXT', { path, detail: `is no text (${controls} of its first ${head.length} bytes are control characters)` });
}
