import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ConfigError } from '../../../configs/config-error.ts';
import { OutputError } from '../../export/output-error.ts';
import type { Quirk } from './fake-plan.ts';

/** Where a fake corpus says what it is, for programs. */
export const QUIRKS_FILE = 'organisers/quirks.json';

/** What a fake corpus says of itself. */
export interface FakeRecord {
  readonly fake: true;
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Files and folders of its top level. */
  readonly entries: readonly string[];
  readonly quirks: readonly Quirk[];
}

/**
 * Resolves when `dir` may be written to: it is empty or not there; or, with `force`, holds a fake corpus, which is kept where kind and options are the same, and taken away
 * where they are not.
 *
 * @throws ConfigError naming what is in the way; OutputError when it cannot be read
 */
export async function prepareFolder(dir: string, record: FakeRecord, force: boolean): Promise<void> {
  const names = await list(dir);
  if (names.length === 0) return;
  const held = names.slice(0, 3).map((name) => `"${name}"`).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  const earlier = await readRecord(dir);
  if (earlier === undefined) throw new ConfigError(dir, [`is not empty, it holds ${held}`], undefined, 'Name a new folder.');
  if (!force) throw new ConfigError(dir, [`holds a fake ${earlier.kind} already`], undefined, 'Name a new folder, or go on with it or replace it with `--force`.');
  if (earlier.kind === record.kind && isDeepStrictEqual(earlier.options, JSON.parse(JSON.stringify(record.options)))) return;
  for (const entry of earlier.entries) {
    if (/^[^/\\]+$/.test(entry) && entry !== '..' && entry !== '.') await rm(join(dir, entry), { recursive: true, force: true });
  }
}

async function list(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw OutputError.from(error, dir);
  }
}

async function readRecord(dir: string): Promise<FakeRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(join(dir, QUIRKS_FILE), 'utf8')) as Partial<FakeRecord>;
    return record.fake === true && Array.isArray(record.entries) ? (record as FakeRecord) : undefined;
  } catch {
    return undefined; // Without a record it is not one of ours, which the caller says
  }
}
