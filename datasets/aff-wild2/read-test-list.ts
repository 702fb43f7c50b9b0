import { DatasetError } from '../dataset-error.ts';
import { readTexts } from '../tables/read-texts.ts';
import { splitFrameName } from './split-frame-name.ts';

/**
 * Resolves with the keys of a test set in the order of the list. A sample of a submission, one row a frame, gives the number of frames of each too; a list of
 * videos does not.
 *
 * @throws DatasetError naming file and line: NOT_FOUND, UNREADABLE, NOT_A_TABLE, BAD_NAME for a name that is a path, DUPLICATE for a video listed twice
 */
export async function readTestList(path: string): Promise<ReadonlyMap<string, number | undefined>> {
  const lengths = new Map<string, number | undefined>();
  let line = 0;
  for await (const texts of readLines(path)) for (const text of texts) addLine(lengths, text, { path, line: ++line });
  if (lengths.size === 0) throw new DatasetError('NOT_A_TABLE', { path, detail: 'lists nothing', next: 'Copy the list from the organisers again.' });
  return lengths;
}

function addLine(lengths: Map<string, number | undefined>, text: string, { path, line }: { readonly path: string; readonly line: number }): void {
  const name = text.split(',', 1)[0]!.trim();
  if (name === '' || (line === 1 && /^(?:image|video)/i.test(name) && !/[/\d]/.test(name))) return; // A header
  if (name.includes('/') || name.includes('\\')) {
    const frame = splitFrameName(name);
    if (typeof frame === 'string') throw new DatasetError('BAD_NAME', { path, detail: `line ${line}, "${name.slice(0, 100)}", ${frame}` });
    lengths.set(frame.key, Math.max(lengths.get(frame.key) ?? 0, frame.number));
    return;
  }
  const key = name.replace(/\.(?:txt|mp4|avi)$/i, '');
  if (key === '.' || key === '..') throw new DatasetError('BAD_NAME', { path, detail: `line ${line} is "${name}", which names a folder` });
  if (lengths.has(key)) throw new DatasetError('DUPLICATE', { path, detail: `line ${line} lists "${key}", which was listed before` });
  lengths.set(key, undefined);
}

/** Yields the lines of each piece of the file together: a million of them one by one would take seconds. */
async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const text of readTexts(path)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    yield lines;
  }
  yield [rest];
}
