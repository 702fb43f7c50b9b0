import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import type { SystemAnswer } from './system.ts';

/** Answers on disk, one file each, by all that they depend on. */
export interface AnswerCache {
  /** Resolves with a kept answer, or with that of `make`, which is kept from now on. */
  readonly get: (parts: unknown, make: () => Promise<SystemAnswer>) => Promise<SystemAnswer>;
}

/** Returns the cache in a folder, which is made when something is kept. */
export function answerCache(folder: string): AnswerCache {
  return {
    get: async (parts, make) => {
      const key = createHash('sha256').update(JSON.stringify(parts, (_, value: unknown) => (value === Infinity ? 'inf' : value))).digest('hex');
      const path = join(folder, key.slice(0, 2), `${key.slice(2, 32)}.json`);
      const kept = await readFile(path, 'utf8').then((text) => JSON.parse(text) as SystemAnswer, () => undefined); // Absent or damaged: asked for again
      if (kept !== undefined) return kept;
      const answer = await make();
      await writeFileAtomically(path, JSON.stringify(answer));
      return answer;
    },
  };
}
