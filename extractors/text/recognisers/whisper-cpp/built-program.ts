import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const recordSchema = z.object({
  /** Of the npm package that carries the source. */
  package: z.string(),
  /** Checksum over the source. */
  source: z.string(),
  /** What cmake was told. */
  flags: z.array(z.string()),
  /** What the program says it is. */
  version: z.string(),
  /** Seconds since 1970. */
  built: z.number(),
});

/** What is noted beside a whisper-cli that was built here. */
export type BuildRecord = z.infer<typeof recordSchema>;

/** A whisper-cli that was built here. */
export interface BuiltProgram {
  readonly path: string;
  readonly record: BuildRecord;
}

/** Name of the program's file on this system. */
export const PROGRAM = process.platform === 'win32' ? 'whisper-cli.exe' : 'whisper-cli';

/** Resolves with the programs built in `folder`, the newest first; none when there is no such folder. */
export async function listBuilt(folder: string): Promise<BuiltProgram[]> {
  const names = await readdir(folder).catch(() => []); // Nothing was built yet
  const built = await Promise.all(names.map((name) => readBuilt(join(folder, name))));
  return built.filter((each) => each !== undefined).sort((a, b) => b.record.built - a.record.built);
}

/** Resolves with the program in a folder; `undefined` where none was finished. */
export async function readBuilt(folder: string): Promise<BuiltProgram | undefined> {
  try {
    return { path: join(folder, PROGRAM), record: recordSchema.parse(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8'))) };
  } catch {
    return undefined; // Being built, or broken off: it is built again
  }
}
