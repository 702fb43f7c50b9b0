import { readFile, writeFile, rename } from 'node:fs/promises';

/** What is kept beside a model's file. */
export interface ModelRecord {
  /** Of the file when it was placed, in hexadecimal. */
  readonly sha256: string;
  /** Address or path that it came from. */
  readonly from: string;
  /** Devices on which it answered its fixture, each with the checksum of that fixture. */
  readonly checked?: Readonly<Record<string, string>>;
}

/** Resolves with the record at `path`; `undefined` when there is none, or none that can be read. */
export async function readRecord(path: string): Promise<ModelRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ModelRecord;
  } catch {
    return undefined; // Made again: at worst the file is compiled or checked once more
  }
}

/** Writes the record under a temporary name and renames it. */
export async function writeRecord(path: string, record: ModelRecord): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(record, null, 2)}\n`);
  await rename(temporary, path);
}
