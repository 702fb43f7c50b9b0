import { createReadStream } from 'node:fs';
import { DatasetError } from '../dataset-error.ts';

/** Lines that follow each other, without their `\n`; a `\r` and a byte order mark are still there. */
export interface LineBatch {
  readonly lines: readonly string[];
  /** Number of the first of them, counted from 1. */
  readonly first: number;
}

const CHUNK_BYTES = 1_048_576;
/** A file without line ends is no table, and must not fill the memory. */
const LONGEST_LINE = 1_000_000;

/**
 * Yields the lines of a text file, about a megabyte at a time. What follows the last `\n` is a line only when it is not empty.
 *
 * @param source the path, or the bytes of what `path` names in messages
 * @throws DatasetError NOT_FOUND, UNREADABLE, and NOT_A_TABLE when it is not UTF-8 or has no line ends
 */
export async function* readLineBatches(path: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = createReadStream(path, { highWaterMark: CHUNK_BYTES })): AsyncGenerator<LineBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = 1;
  let rest = '';
  try {
    for await (const bytes of source) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = lines.pop()!;
      if (rest.length > LONGEST_LINE) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${first + lines.length} has more than ${LONGEST_LINE} characters` });
      if (lines.length === 0) continue;
      yield { lines, first };
      first += lines.length;
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text', cause: error });
    throw DatasetError.from(error, path);
  }
  if (rest !== '') yield { lines: [rest], first };
}
