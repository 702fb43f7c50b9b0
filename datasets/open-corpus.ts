import { CORPORA } from './corpora.ts';
import type { Corpus, CorpusOptions } from './corpus.ts';
import { DatasetError } from './dataset-error.ts';
import type { Dataset } from './dataset.ts';

/** A corpus that was opened, with what is known of its kind. */
export interface OpenedCorpus {
  readonly corpus: Corpus;
  readonly dataset: Dataset;
}

/**
 * Resolves with the corpus of a kind below `root`.
 *
 * @throws DatasetError UNKNOWN_KIND with the known ones, for the kind, the task or a key of the layout; and what `Corpus.open` throws
 */
export async function openCorpus(kind: string, root: string, { task, layout = {} }: CorpusOptions = {}): Promise<OpenedCorpus> {
  const corpus = findCorpus(kind);
  if (task !== undefined && !corpus.tasks.includes(task)) {
    const known = corpus.tasks.length === 0 ? 'it has no tasks to choose from' : `its tasks are ${corpus.tasks.join(', ')}`;
    throw new DatasetError('UNKNOWN_KIND', { path: kind, detail: `has no task "${task}"; ${known}`, ...(corpus.tasks.length === 0 && { next: 'Leave the task out.' }) });
  }
  for (const key of Object.keys(layout)) {
    if (Object.hasOwn(corpus.layout, key)) continue;
    const keys = Object.keys(corpus.layout);
    const known = keys.length === 0 ? 'nothing of it can be renamed' : `its keys are ${keys.join(', ')}`;
    throw new DatasetError('UNKNOWN_KIND', { path: kind, detail: `has no "${key}" in its layout; ${known}` });
  }
  return { corpus, dataset: await corpus.open(root, { layout, ...(task !== undefined && { task }) }) };
}

/**
 * Returns what is known of a kind of corpus.
 *
 * @throws DatasetError UNKNOWN_KIND with the known ones
 */
export function findCorpus(kind: string): Corpus {
  if (Object.hasOwn(CORPORA, kind)) return CORPORA[kind]!;
  throw new DatasetError('UNKNOWN_KIND', { path: kind, detail: `is no corpus that affekt knows; it knows ${Object.keys(CORPORA).sort().join(', ')}` });
}
