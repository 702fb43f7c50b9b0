import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of tables that every result folder has. */
const OWN = ['frames', 'voice', 'sentences'];

/** Removes the tables of plug-ins that an earlier run has left in a result folder, as its columns.json tells, but for those that are `kept`: they would not belong to the other results. */
export async function removeStaleTables(folder: string, kept: readonly string[]): Promise<void> {
  const names = Object.keys(await readColumns(join(folder, 'columns.json')));
  const stale = names.filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && ![...OWN, ...kept].includes(name));
  await Promise.all(stale.map((name) => rm(join(folder, `${name}.csv`), { force: true })));
}

async function readColumns(path: string): Promise<object> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as object | null) ?? {};
  } catch {
    return {}; // No earlier run, or one that was killed early
  }
}
