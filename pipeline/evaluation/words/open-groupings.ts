import type { Protocol } from '../../../datasets/protocols/protocol.ts';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { NO_SYNONYMS, readSynonyms } from './read-synonyms.ts';
import { readWheels } from './read-wheels.ts';
import type { WordGroups } from './word-groups.ts';

/**
 * Resolves with how the words of a protocol are grouped.
 *
 * @param path a table of synonyms, or for scores of emotion wheels a folder of tables; without one only equal words are equal
 * @throws DatasetError naming what is missing
 */
export async function openGroupings(protocol: Protocol, path: string | undefined): Promise<WordGroups & { readonly warnings: readonly string[] }> {
  if (protocol.score.metric.startsWith('wheel-')) {
    if (path === undefined) throw new DatasetError('NOT_FOUND', { path: protocol.id, detail: 'is scored with emotion wheels, which affekt does not bring along', next: 'Name the folder of the organisers\' tables, saved as CSV, with `--words`.' });
    return { groupings: await readWheels(path), warnings: [] };
  }
  if (path !== undefined) return { groupings: [await readSynonyms(path)], warnings: [] };
  return { groupings: [NO_SYNONYMS], warnings: ['Only equal words count as equal: without the organisers\' groups of synonyms (`--words`) the score is too low.'] };
}
