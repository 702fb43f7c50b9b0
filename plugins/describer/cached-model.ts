import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Completion, LanguageModel } from './language-model.ts';

/** A model that remembers. */
export interface CachedModel extends LanguageModel {
  /** How many answers were remembered. */
  readonly remembered: () => number;
}

/** Returns the model with its answers kept in `folder`, each in a file named after the hash of all that was asked. A remembered answer has no usage. */
export function cachedModel(model: LanguageModel, folder: string): CachedModel {
  let remembered = 0;
  return {
    ...model,
    async complete(messages, options) {
      const { schema, maxTokens, seed, temperature } = options;
      const key = createHash('sha256').update(JSON.stringify({ id: model.id, place: model.place, messages, schema, maxTokens, seed, temperature })).digest('hex');
      const path = join(folder, key.slice(0, 2), `${key}.json`);
      const kept = await readKept(path);
      if (kept !== undefined) {
        remembered += 1;
        return kept;
      }
      const { text, cut, usage } = await model.complete(messages, options);
      await keep(path, { text, cut });
      return { text, cut, ...(usage === undefined ? {} : { usage }) };
    },
    remembered: () => remembered,
  };
}

/** `undefined` when there is none, or none that was written whole. */
async function readKept(path: string): Promise<Completion | undefined> {
  try {
    const { text, cut } = JSON.parse(await readFile(path, 'utf8')) as Partial<Completion>;
    return typeof text === 'string' ? { text, cut: cut === true } : undefined;
  } catch {
    return undefined; // Asked again
  }
}

async function keep(path: string, completion: Completion): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, JSON.stringify(completion));
  await rename(part, path);
}
