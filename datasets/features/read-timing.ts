import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';

/** When the rows of a file without times were taken: row `i` at `offset + i * hop`. */
export interface Timing {
  /** Seconds between two rows, above 0. */
  readonly hop: number;
  /** Seconds from the start of the clip to the first row. */
  readonly offset: number;
}

/**
 * Resolves with what `timing.json` in a feature folder says, `{"hop": 0.02, "offset": 0.0125}` with `offset` 0 when absent; `undefined` without such a file.
 *
 * @throws DatasetError BAD_TIMES when it says something else
 */
export async function readTiming(folder: string): Promise<Timing | undefined> {
  const path = join(folder, 'timing.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw DatasetError.from(error, path);
  });
  if (text === undefined) return undefined;
  const { hop, offset = 0 } = parse(text) ?? {};
  if (typeof hop !== 'number' || typeof offset !== 'number' || !(hop > 0)) throw new DatasetError('BAD_TIMES', { path, detail: 'is not of the form {"hop": seconds, "offset": seconds}' });
  return { hop, offset };
}

function parse(text: string): { readonly hop?: unknown; readonly offset?: unknown } | undefined {
  try {
    return JSON.parse(text) as { readonly hop?: unknown; readonly offset?: unknown };
  } catch {
    return undefined; // Told of by the caller, who knows the path
  }
}
