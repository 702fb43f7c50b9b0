import { openAtomicFile } from '../../export/open-atomic-file.ts';

/** Characters that are written at once. */
const CHUNK = 1 << 20;

/**
 * Writes a text line by line under a temporary name and renames it.
 *
 * @throws OutputError naming `path`; what `lines` throws, and then nothing is left
 */
export async function writeLines(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  await using file = await openAtomicFile(path);
  let text = '';
  for await (const line of lines) {
    text += `${line}\n`;
    if (text.length < CHUNK) continue;
    await file.write(text);
    text = '';
  }
  await file.write(text);
  await file.commit();
}
