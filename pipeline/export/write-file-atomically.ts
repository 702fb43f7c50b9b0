import { openAtomicFile } from './open-atomic-file.ts';

/**
 * Writes a whole file under a temporary name and renames it; makes its folder.
 *
 * @throws OutputError naming `path`
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await using file = await openAtomicFile(path);
  await file.write(content);
  await file.commit();
}
