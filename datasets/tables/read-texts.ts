import { createReadStream } from 'node:fs';
import { DatasetError } from '../dataset-error.ts';

/**
 * Yields the text of a file piece by piece, without a byte order mark.
 *
 * @throws DatasetError NOT_FOUND, UNREADABLE, and NOT_A_TABLE when it is not UTF-8
 */
export async function* readTexts(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(path)) yield decoder.decode(bytes as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new DatasetError('NOT_A_TABLE', { path, detail: 'is not UTF-8 text', cause: error });
    throw DatasetError.from(error, path);
  }
}
