import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A temporary folder that goes when the test file ends, and a way to fill it with media of our own. */
export interface MediaFolder {
  /** Absolute path of `name` in the folder. */
  readonly at: (name: string) => string;
  /** Runs ffmpeg with `args`, separated by single blanks, to make the file `name`, and gives its path. */
  readonly make: (name: string, args: string) => string;
}

/** Makes the folder. */
export function openMediaFolder(): MediaFolder {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-media-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  return {
    at,
    make: (name, args) => {
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...args.split(' '), `file:${at(name)}`]);
      return at(name);
    },
  };
}

/** What an iterable yields before it fails, and the error. */
export async function collectUntilError<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error: unknown }> {
  const seen: T[] = [];
  try {
    for await (const item of items) seen.push(item);
  } catch (error) {
    return { items: seen, error };
  }
  return { items: seen, error: undefined };
}
