import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { DatasetError } from '../../dataset-error.ts';
import { readZip } from '../../npz/read-zip.ts';

/** The bytes of a table, and what it is called in messages. */
export interface OpenedBytes {
  /** The path, or the archive and the file in it: `"submission.zip/submission.csv"`. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;
const TABLE = /\.(?:csv|tsv|txt)$/i;
/** What archives of macOS and Windows carry besides. */
const HIDDEN = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$)/;

/**
 * Resolves with the bytes of a table, which may be the only one in a zip archive.
 *
 * @throws DatasetError naming `path`: NOT_FOUND, UNREADABLE, BAD_ARCHIVE, BAD_NAME
 */
export async function openBytes(path: string): Promise<OpenedBytes> {
  if (!(await isZip(path))) return { name: path, bytes: createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
  const files = [...(await readZip(path)).values()].filter(({ name }) => !HIDDEN.test(name));
  const tables = files.filter(({ name }) => TABLE.test(name));
  if (tables.length !== 1) {
    const names = files.slice(0, 5).map(({ name }) => `"${name}"`);
    throw new DatasetError('BAD_ARCHIVE', { path, detail: `holds ${tables.length} tables (${names.join(', ')}), and one is expected`, next: 'Pack the one table alone.' });
  }
  return { name: `${path}/${tables[0]!.name}`, bytes: [await tables[0]!.read()] };
}

async function isZip(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && [0x504b0304, 0x504b0506].includes(buffer.readUInt32BE(0)); // The second one holds nothing
  } catch (error) {
    throw DatasetError.from(error, path);
  }
}
