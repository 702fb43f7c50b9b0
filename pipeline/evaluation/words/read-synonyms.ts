import { parseWords } from '../../../datasets/predictions/parse-words.ts';
import { readTable } from '../../../datasets/tables/read-table.ts';
import type { WordGrouping } from './word-groups.ts';

/**
 * Resolves with groups of words out of a table with the column `synonyms` (`[['happy', 'joyful'], ['sad']]`, a group in each pair of brackets, or one group without them), and the column
 * `name` where the groups are of one clip alone. A word in no group is its own.
 *
 * @throws DatasetError what `readTable` throws
 */
export async function readSynonyms(path: string): Promise<WordGrouping> {
  const everywhere = new Map<string, string>();
  const byClip = new Map<string, Map<string, string>>();
  for await (const row of readTable(path, ['synonyms'])) {
    const clip = row.cell('name');
    const groups = clip === '' ? everywhere : (byClip.get(clip) ?? new Map<string, string>());
    if (clip !== '') byClip.set(clip, groups);
    for (const words of parseGroups(row.cell('synonyms'))) for (const word of words) groups.set(word, words[0]!);
  }
  return { name: 'synonyms', skipUnknown: false, groupOf: (word, clip) => byClip.get(clip)?.get(word) ?? everywhere.get(word) ?? word };
}

/** Every word for itself. */
export const NO_SYNONYMS: WordGrouping = { name: 'words', skipUnknown: false, groupOf: (word) => word };

function parseGroups(text: string): string[][] {
  const groups = text.split(/[[\]]/).map(parseWords);
  return groups.filter((words) => words.length > 0);
}
