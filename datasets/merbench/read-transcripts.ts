import { DatasetError } from '../dataset-error.ts';
import { readTable } from '../tables/read-table.ts';

/** Sentences of many clips. */
export interface Transcripts {
  readonly path: string;
  /** By clip and language: `{ chinese: '…', english: '…' }`. An empty sentence is an absent key. */
  readonly texts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Clips that have two rows with different sentences; the first is taken. */
  readonly contradicted: ReadonlySet<string>;
}

/** Columns that transcripts are known with, and the language of each. `sentence` is what a recogniser of Chinese wrote. */
const HEADERS: readonly Readonly<Record<string, string>>[] = [{ chinese: 'chinese', english: 'english' }, { sentence: 'chinese' }, { chinese: 'chinese' }, { english: 'english' }];

/**
 * Resolves with the sentences of a table with the column `name` and one or two of `chinese`, `english`, `sentence`.
 *
 * @throws DatasetError naming the table: what `readTable` throws, UNKNOWN_COLUMN when it has none of the columns
 */
export async function readTranscripts(path: string): Promise<Transcripts> {
  for (const header of HEADERS) {
    const found = await readWith(path, header).catch((error: unknown) => {
      if (error instanceof DatasetError && error.code === 'UNKNOWN_COLUMN' && !error.message.includes('no column "name"')) return undefined;
      throw error;
    });
    if (found !== undefined) return found;
  }
  throw new DatasetError('UNKNOWN_COLUMN', { path, detail: 'has none of the columns "chinese", "english" and "sentence"', next: 'Name the column of sentences so.' });
}

async function readWith(path: string, header: Readonly<Record<string, string>>): Promise<Transcripts> {
  const texts = new Map<string, Readonly<Record<string, string>>>();
  const contradicted = new Set<string>();
  for await (const row of readTable(path, ['name', ...Object.keys(header)])) {
    const sentences: Readonly<Record<string, string>> = Object.fromEntries<string>(Object.entries(header).map(([column, language]) => [language, row.cell(column)] as const).filter(([, sentence]) => sentence !== ''));
    const [name, before] = [row.cell('name'), texts.get(row.cell('name'))];
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(sentences)) contradicted.add(name);
    if (before === undefined) texts.set(name, sentences);
  }
  return { path, texts, contradicted };
}
