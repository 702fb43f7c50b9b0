import { DatasetError } from '../dataset-error.ts';
import { openNpz } from '../npz/open-npz.ts';
import type { NumpyArray } from '../npz/pickle/pickle-value.ts';
import { whyHostile } from '../submissions/why-hostile.ts';
import { parseWords } from './parse-words.ts';
import type { ClipRow } from './predictions.ts';

/**
 * Resolves with the words of clips out of an npz file with the arrays `filenames` and `fileitems`, as the organisers of MER write it. An item is a text, or a list of words.
 *
 * @throws DatasetError naming the file: what `openNpz` throws, WRONG_SHAPE, DUPLICATE, BAD_NAME, BAD_VALUE
 */
export async function readWordArchive(path: string): Promise<ReadonlyMap<string, ClipRow>> {
  const npz = await openNpz(path);
  const [names, items] = [await npz.read('filenames'), await npz.read('fileitems')];
  const count = names.values.length;
  if (items.shape[0] !== count) throw new DatasetError('WRONG_SHAPE', { path, detail: `holds ${count} names and ${items.shape[0] ?? 1} answers`, next: 'Write one answer for each name.' });
  const clips = new Map<string, ClipRow>();
  for (let index = 0; index < count; index++) {
    const name = textOf(names, index, path);
    const why = whyHostile(name);
    if (why !== undefined) throw new DatasetError('BAD_NAME', { path, detail: `the name of a clip, "${name}", ${why}` });
    if (clips.has(name)) throw new DatasetError('DUPLICATE', { path, detail: `has the clip "${name}" twice` });
    clips.set(name, { words: wordsOf(items, index, path) });
  }
  return clips;
}

function textOf({ values }: NumpyArray, index: number, path: string): string {
  const value = values[index];
  if (typeof value === 'string') return value;
  throw new DatasetError('BAD_VALUE', { path, detail: `holds a ${typeof value} as the name of clip ${index + 1}`, next: 'Write the names as text.' });
}

function wordsOf({ kind, values, shape }: NumpyArray, index: number, path: string): string[] {
  const width = shape.length === 2 ? shape[1]! : 1;
  const item = width === 1 ? values[index] : values.slice(index * width, (index + 1) * width);
  if (typeof item === 'string') return parseWords(item);
  const words: readonly unknown[] | undefined = Array.isArray(item) ? item : isList(item) ? item.values : undefined;
  if (kind !== 'numbers' && words?.every((word) => typeof word === 'string') === true) return parseWords(words.join(','));
  throw new DatasetError('BAD_VALUE', { path, detail: `holds no words for clip ${index + 1}`, next: 'Write a text or a list of words for each.' });
}

function isList(item: unknown): item is { readonly values: readonly unknown[] } {
  return typeof item === 'object' && item !== null && 'values' in item && Array.isArray(item.values);
}
