import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.ts';
import { readTable, type TableRow } from '../tables/read-table.ts';

/** What people saw and heard when they voted, with the number that the tables give it. */
export const VOTED_ON = { 'audio-visual': 3, voice: 1, face: 2 } as const;

/** Votes by the name of the clip. */
export interface CremaVotes {
  readonly path: string;
  /** Shape `[6]` each: how many people chose each class. */
  readonly votes: ReadonlyMap<string, readonly number[]>;
  /** Whether only the winners are told, each counted once. */
  readonly winnersOnly: boolean;
}

type VotedOn = keyof typeof VOTED_ON;

const LETTERS = ['A', 'D', 'F', 'H', 'N', 'S'];
const WINNERS: Readonly<Record<VotedOn, string>> = { 'audio-visual': 'MultiModalVote', voice: 'VoiceVote', face: 'FaceVote' };
/** Tables of the repository; the first that is there is read. */
const TABLES = ['processedResults/tabulatedVotes.csv', 'finishedResponses.csv', 'processedResults/summaryTable.csv'];

/**
 * Resolves with the votes of a table below `root`, `undefined` when none is there: `tabulatedVotes.csv` and `finishedResponses.csv` tell how many people chose what,
 * `summaryTable.csv` which emotions most chose.
 *
 * @param named the table, relative to the root, in place of those of the repository
 * @throws DatasetError naming table and line: NOT_FOUND for a named one, NOT_A_TABLE, UNKNOWN_COLUMN, BAD_VALUE, DUPLICATE
 */
export async function readCremaVotes(root: string, on: VotedOn, named?: string): Promise<CremaVotes | undefined> {
  const path = named === undefined ? await firstThere(root) : join(root, named);
  if (path === undefined) return undefined;
  const votes = new Map<string, number[]>();
  let winnersOnly = false;
  let add: ((row: TableRow) => void) | undefined;
  for await (const row of readTable(path, [])) {
    if (add === undefined) {
      const kind = kindOf(path, row);
      winnersOnly = kind === 'winners';
      add = ADDERS[kind]({ path, on, votes });
    }
    add(row);
  }
  return { path, votes, winnersOnly };
}

async function firstThere(root: string): Promise<string | undefined> {
  for (const path of TABLES.map((table) => join(root, table))) {
    const isThere = await access(path).then(() => true, () => false); // Absence is fine: votes are optional
    if (isThere) return path;
  }
  return undefined;
}

interface Tally {
  readonly path: string;
  readonly on: VotedOn;
  readonly votes: Map<string, number[]>;
}

/** Which of the tables it is, by its columns. */
function kindOf(path: string, { columns }: TableRow): keyof typeof ADDERS {
  const has = (...names: readonly string[]) => names.every((name) => columns.includes(name));
  if (has('fileName', 'numResponses', ...LETTERS)) return 'counts';
  if (has('clipName', 'queryType', 'respEmo')) return 'responses';
  if (has('FileName', ...Object.values(WINNERS))) return 'winners';
  const known = columns.map((name) => `"${name}"`).join(', ');
  throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `is none of the tables of votes; its columns are ${known}`, next: `Name a copy of ${TABLES.join(', ')} with \`--layout votes=…\`.` });
}

const ADDERS = {
  counts: ({ path, on, votes }: Tally) => (row: TableRow) => {
    if (!row.cell('').startsWith(String(VOTED_ON[on]))) return; // 100001, 200001, 300001, …: its first digit is what was voted on
    const counts = LETTERS.map((letter) => toCount(row, letter, path));
    const total = toCount(row, 'numResponses', path);
    if (counts.reduce((sum, count) => sum + count, 0) !== total) throw fault(row, path, `has ${counts.join(' + ')} votes, and ${total} responses`);
    if (votes.has(row.cell('fileName'))) throw new DatasetError('DUPLICATE', { path, detail: `line ${row.line}: "${row.cell('fileName')}" is there twice` });
    votes.set(row.cell('fileName'), counts);
  },
  responses: ({ path, on, votes }: Tally) => (row: TableRow) => {
    if (row.cell('queryType') !== String(VOTED_ON[on])) return;
    addOne(votes, row.cell('clipName'), indexOf(row, row.cell('respEmo'), path));
  },
  winners: ({ path, on, votes }: Tally) => (row: TableRow) => {
    for (const letter of row.cell(WINNERS[on]).split(':')) addOne(votes, row.cell('FileName'), indexOf(row, letter, path));
  },
};

function addOne(votes: Map<string, number[]>, clip: string, index: number): void {
  const counts = votes.get(clip) ?? LETTERS.map(() => 0);
  counts[index]!++;
  votes.set(clip, counts);
}

function indexOf(row: TableRow, letter: string, path: string): number {
  const index = LETTERS.indexOf(letter);
  if (index < 0) throw fault(row, path, `has the vote "${letter}", and there are ${LETTERS.join(', ')}`);
  return index;
}

function toCount(row: TableRow, column: string, path: string): number {
  const text = row.cell(column);
  if (!/^\d+$/.test(text)) throw fault(row, path, `has "${text}" for "${column}", which is no count`);
  return Number(text);
}

function fault(row: TableRow, path: string, detail: string): DatasetError {
  return new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} ${detail}`, next: 'Download the table again.' });
}
