import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { packageVersion } from '../package-version.ts';

const entrySchema = z.object({ source: z.string(), bytes: z.number(), modified: z.number() });
const ledgerSchema = z.object({ affekt: z.string(), names: z.array(z.string()), clips: z.record(z.string(), entrySchema) });

/** Which files of a folder were made from which sources: `extract.json` in it. */
export interface ExtractionLedger {
  /** Resolves with whether the result of a clip is there and its source is unchanged since. */
  holds(clip: string, source: string, result: string): Promise<boolean>;
  /** Notes that the result of a clip was made from `source`. */
  add(clip: string, source: string): Promise<void>;
}

/** Opens the ledger of `folder`; what another version or another list of names has written counts as missing. */
export async function openExtractionLedger(folder: string, { names, force }: { readonly names: readonly string[]; readonly force: boolean }): Promise<ExtractionLedger> {
  const path = join(folder, 'extract.json');
  const clips = new Map(force ? [] : await readEarlier(path, names));
  return {
    async holds(clip, source, result) {
      const earlier = clips.get(clip);
      const [now, there] = [await facts(source), await stat(result).catch(() => undefined)];
      return there !== undefined && earlier?.source === now.source && earlier.bytes === now.bytes && earlier.modified === now.modified;
    },
    async add(clip, source) {
      clips.set(clip, await facts(source));
      await writeFileAtomically(path, `${JSON.stringify({ affekt: packageVersion(), names, clips: Object.fromEntries([...clips].sort(([a], [b]) => (a < b ? -1 : 1))) }, null, 1)}\n`);
    },
  };
}

async function facts(source: string) {
  const { size, mtimeMs } = await stat(source);
  return { source: resolve(source), bytes: size, modified: Math.round(mtimeMs) };
}

async function readEarlier(path: string, names: readonly string[]) {
  const text = await readFile(path, 'utf8').catch(() => undefined); // Not there yet
  const parsed = text === undefined ? undefined : ledgerSchema.safeParse(toJson(text)).data;
  const isOurs = parsed?.affekt === packageVersion() && parsed.names.join() === names.join();
  return isOurs ? Object.entries(parsed.clips) : [];
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A ledger that was cut off is made anew
  }
}
