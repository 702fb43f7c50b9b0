import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Resolves with the folders of features of a corpus in the order of their names: those below `features` whose names end in -UTT, _UTT, -FRA or _FRA.
 * None where there is no such folder, or it may not be read.
 */
export async function listFeatureFolders(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'features'), { withFileTypes: true }).catch(() => []); // Features are an extra: whoever asks for one that cannot be read is told then
  const names = entries.filter((entry) => !entry.isFile() && /[-_](?:UTT|FRA)$/i.test(entry.name)).map(({ name }) => name);
  return names.sort().map((name) => join(root, 'features', name));
}
