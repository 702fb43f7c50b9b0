import { fileURLToPath } from 'node:url';
import { readTextHead } from './text-head.ts';
import { toTextReader, type TextReader } from './text-reader.ts';

/** Registry id of the text head that comes with affekt. */
const TEXT_HEAD = 'affekt-words';

/**
 * Resolves with the reader that comes with affekt: English only. More in `text-head.card.md`.
 *
 * @throws SafetensorsError, ModelError when its file is missing or damaged
 */
export async function openTextReader(): Promise<TextReader> {
  return toTextReader(TEXT_HEAD, await readTextHead(fileURLToPath(new URL('./text-head.safetensors', import.meta.url))));
}
