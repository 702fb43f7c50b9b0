import { analyse } from 'chardet';

/** Bytes that are looked at: more does not make a guess surer, and takes time. */
const SAMPLE = 65_536;
const NEWLINE = 10;

/** An encoding that text may be in. */
export interface EncodingGuess {
  /** As `TextDecoder` takes it. */
  readonly label: string;
  /** In per cent. */
  readonly confidence: number;
}

/** Returns what the text may be encoded in, most likely first: by the statistics of its lines that have bytes beyond ASCII. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess[] {
  return analyse(sampleLines(bytes))
    .map(({ name, confidence }) => ({ label: name.toLowerCase(), confidence }))
    .filter(({ label }) => isKnown(label));
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false; // UTF-32 and some of ISO 2022: the next guess is taken
  }
}

/** Lines without such bytes say nothing, and a file may begin with thousands of them. */
function sampleLines(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE);
  let size = 0;
  for (let start = 0; start < bytes.length && size < SAMPLE; ) {
    const next = bytes.indexOf(NEWLINE, start);
    const line = bytes.subarray(start, next < 0 ? bytes.length : next + 1);
    if (line.some((byte) => byte > 127)) {
      const piece = line.subarray(0, SAMPLE - size);
      sample.set(piece, size);
      size += piece.length;
    }
    start += line.length;
  }
  return sample.subarray(0, size);
}
