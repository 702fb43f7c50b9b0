import { appendFile, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { OutputError } from '../export/output-error.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { packageVersion } from '../package-version.ts';

const entrySchema = z.object({ clip: z.string(), source: z.string(), bytes: z.number(), modified: z.number() });
type Entry = z.infer<typeof entrySchema>;

/** Which files of a folder were made from which sources: `extract.jsonl` in it, a line for each clip below one that says by what. */
export interface ExtractionLedger {
  /** Resolves with whether the result of a clip is there and its source is unchanged since. */
  holds(clip: string, source: string, result: string): Promise<boolean>;
  /** Notes that the result of a clip was made from `source`. */
  add(clip: string, source: string): Promise<void>;
}

/** What the files of a folder must have in common. */
export interface LedgerOptions {
  readonly names: readonly string[];
  /** What else made the numbers, such as the checksum of a model. */
  readonly provenance?: Readonly<Record<string, unknown>> | undefined;
  /** Take everything as missing. */
  readonly force: boolean;
}

/**
 * Opens the ledger of `folder`; what another version, another list of names or other provenance has written counts as missing.
 *
 * @throws OutputError naming the ledger when it cannot be written
 */
export async function openExtractionLedger(folder: string, { names, provenance, force }: LedgerOptions): Promise<ExtractionLedger> {
  const path = join(folder, 'extract.jsonl');
  const header = JSON.stringify({ affekt: packageVersion(), names, provenance });
  const clips = new Map(force ? [] : (await readEarlier(path, header)).map((entry) => [entry.clip, entry]));
  await writeFileAtomically(path, [header, ...[...clips.values()].map((entry) => JSON.stringify(entry)), ''].join('\n'));
  return {
    async holds(clip, source, result) {
      const earlier = clips.get(clip);
      const [now, there] = [await facts(clip, source), await stat(result).catch(() => undefined)];
      return there !== undefined && earlier?.source === now.source && earlier.bytes === now.bytes && earlier.modified === now.modified;
    },
    async add(clip, source) {
      await appendFile(path, `${JSON.stringify(await facts(clip, source))}\n`).catch((error: unknown) => {
        throw OutputError.from(error, path);
      });
    },
  };
}

async function facts(clip: string, source: string): Promise<Entry> {
  const { size, mtimeMs } = await stat(source);
  return { clip, source: resolve(source), bytes: size, modified: Math.round(mtimeMs) };
}

/** Lines that a stopped run has left half written are passed over. */
async function readEarlier(path: string, header: string): Promise<Entry[]> {
  const text = await readFile(path, 'utf8').catch(() => ''); // Not there yet
  const [first, ...lines] = text.split('\n');
  if (first !== header) return [];
  return lines.flatMap((line) => entrySchema.safeParse(toJson(line)).data ?? []);
}

function toJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
