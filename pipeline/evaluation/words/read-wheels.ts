import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { parseWords } from '../../../datasets/predictions/parse-words.ts';
import { readTable } from '../../../datasets/tables/read-table.ts';
import type { WordGrouping } from './word-groups.ts';

/** From a word to words, each key with all that stand beside it. */
type Words = Map<string, string[]>;

/** Middle, second ring, outer ring: one row of a wheel. */
type WheelRow = readonly [level1: string, level2: string, level3: string];

const WHEEL = /^wheel\w*\.csv$/;

/**
 * Resolves with the groupings of MER's emotion wheels, two levels for each wheel, out of a folder with the organisers' tables as CSV: `format.csv` (`name,format`: forms of a word),
 * `synonym.csv` (pairs of columns `word_<run>,synonym_<run>`: words of the wheels and what means the same) and `wheel1.csv`, … (`level1,level2,level3`, an empty cell repeating the one above).
 *
 * @throws DatasetError naming the file: NOT_FOUND, and what `readTable` throws
 */
export async function readWheels(folder: string): Promise<WordGrouping[]> {
  const names = await readdir(folder).catch((error: unknown) => Promise.reject(DatasetError.from(error, folder) as Error));
  const wheels = names.filter((name) => WHEEL.test(name)).sort();
  for (const wanted of ['format.csv', 'synonym.csv', ...(wheels.length === 0 ? ['wheel1.csv'] : [])]) {
    if (!names.includes(wanted)) throw new DatasetError('NOT_FOUND', { path: folder, detail: `has no ${wanted}`, next: 'Put the organisers\' tables there, saved as CSV: format.csv, synonym.csv, wheel1.csv to wheel5.csv.' });
  }
  const [formats, synonyms] = [await readFormats(join(folder, 'format.csv')), await readSynonymRuns(join(folder, 'synonym.csv'))];
  const groupings: WordGrouping[] = [];
  for (const wheel of wheels) {
    const rows = await readWheel(join(folder, wheel));
    for (const level of [1, 2] as const) {
      const map = clusterOf(rows, level);
      groupings.push({ name: wheel.slice(0, -'.csv'.length), level, skipUnknown: true, groupOf: (word) => findCluster(word, { formats, synonyms, map }) });
    }
  }
  return groupings;
}

/** All wheel words that a word may come from; of those that the wheel has, the first in alphabetical order decides. */
function findCluster(word: string, { formats, synonyms, map }: { formats: Words; synonyms: Words; map: ReadonlyMap<string, string> }): string | undefined {
  const candidates = (formats.get(word) ?? []).flatMap((form) => synonyms.get(form) ?? []);
  const first = candidates.sort(byCode).find((candidate) => map.has(candidate));
  return first === undefined ? undefined : map.get(first);
}

async function readFormats(path: string): Promise<Words> {
  const words: Words = new Map();
  for await (const row of readTable(path, ['name', 'format'])) {
    const name = row.cell('name');
    for (const form of [...parseWords(row.cell('format')), name]) push(words, form, name);
  }
  return words;
}

async function readSynonymRuns(path: string): Promise<Words> {
  const words: Words = new Map();
  for await (const row of readTable(path, ['word_run1', 'synonym_run1'])) {
    for (let run = 1; row.cell(`word_run${run}`) !== ''; run++) {
      const word = row.cell(`word_run${run}`).toLowerCase();
      for (const synonym of [word, ...parseWords(row.cell(`synonym_run${run}`))]) push(words, synonym, word);
    }
  }
  return words;
}

async function readWheel(path: string): Promise<WheelRow[]> {
  const rows: WheelRow[] = [];
  let above: WheelRow = ['', '', ''];
  for await (const row of readTable(path, ['level1', 'level2', 'level3'])) {
    const cell = (level: 1 | 2 | 3) => row.cell(`level${level}`).toLowerCase() || above[level - 1]!;
    above = [cell(1), cell(2), cell(3)];
    rows.push(above);
  }
  return rows;
}

/** The group of each word of a wheel. A word that stands in two places belongs to the later one, middle by middle and ring by ring; a middle counts, on the second level, as its first part in alphabetical order. */
function clusterOf(rows: readonly WheelRow[], level: 1 | 2): ReadonlyMap<string, string> {
  const wheel = new Map<string, Map<string, string[]>>();
  for (const [level1, level2, level3] of rows) {
    const rings = wheel.get(level1) ?? new Map<string, string[]>();
    wheel.set(level1, rings);
    rings.set(level2, [...(rings.get(level2) ?? []), level3]);
  }
  const map = new Map<string, string>();
  for (const [middle, rings] of wheel) {
    map.set(middle, level === 1 ? middle : [...rings.keys()].sort(byCode)[0]!);
    for (const [ring, outer] of rings) for (const word of [ring, ...outer]) map.set(word, level === 1 ? middle : ring);
  }
  return map;
}

function push(words: Words, key: string, value: string): void {
  const all = words.get(key);
  if (all === undefined) words.set(key, [value]);
  else all.push(value);
}

/** As Python compares texts. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
