import { DatasetError } from '../../../datasets/dataset-error.ts';

/** A line beyond it is no sentence; it would take in the memory. */
const LONGEST_LINE = 1_000_000;

/**
 * Yields lines without their ends (`\n`, `\r\n`); what follows the last end is a line where it is not empty.
 *
 * @param path named in errors
 * @throws DatasetError NOT_A_TABLE when a line is longer than a million characters
 */
export async function* splitLines(texts: AsyncIterable<string>, path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop()!; // `split` gives at least one
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (rest.length > LONGEST_LINE) throw new DatasetError('NOT_A_TABLE', { path, detail: `has a line of more than ${LONGEST_LINE} characters` });
  }
  if (rest !== '') yield rest;
}
