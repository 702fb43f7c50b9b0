import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OutputError } from '../export/output-error.ts';

/** Outcomes by key, in a file: what a run that is stopped leaves to the next one. */
export interface Ledger<Outcome> {
  /** Returns the outcome under a key, when it is known. */
  get(key: string): Outcome | undefined;
  /** Writes an outcome as one line; it is in the file when the promise resolves. */
  add(key: string, outcome: Outcome): Promise<void>;
}

/**
 * Opens the ledger at `path`, which need not be there. A line that a killed run has left half written is passed over.
 *
 * @throws OutputError, from `add`, when it cannot be written
 */
export async function openLedger<Outcome>(path: string): Promise<Ledger<Outcome>> {
  const text = await readFile(path, 'utf8').catch(() => ''); // Not there yet
  const known = new Map(text.split('\n').flatMap((line) => toEntry<Outcome>(line)));
  return {
    get: (key) => known.get(key),
    async add(key, outcome) {
      try {
        await mkdir(dirname(path), { recursive: true });
        await appendFile(path, `${JSON.stringify({ key, outcome })}\n`);
      } catch (error) {
        throw OutputError.from(error, path);
      }
      known.set(key, outcome);
    },
  };
}

function toEntry<Outcome>(line: string): [string, Outcome][] {
  try {
    const { key, outcome } = JSON.parse(line) as { readonly key: string; readonly outcome: Outcome };
    return [[key, outcome]];
  } catch {
    return [];
  }
}
