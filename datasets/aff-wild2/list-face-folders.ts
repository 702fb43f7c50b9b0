import { isSameName } from './is-same-name.ts';
import { listEntries } from './list-entries.ts';

/** Folders of an archive, which lie beside folders of keys where a key was unpacked one level higher. */
const CONTAINERS = ['cropped_aligned', 'cropped_aligned_new_50_vids', 'batch1', 'batch2', 'cropped_new_50_vids'];

/** Resolves with the folders of crops of each key, in the order of `roots`: a key may be in several, which hold different frames. */
export async function listFaceFolders(roots: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const folders = new Map<string, string[]>();
  for (const root of roots) {
    for (const { name, path, isFolder } of await listEntries(root)) {
      if (!isFolder || isSameName(name, CONTAINERS)) continue;
      folders.set(name, [...(folders.get(name) ?? []), path]);
    }
  }
  return folders;
}
