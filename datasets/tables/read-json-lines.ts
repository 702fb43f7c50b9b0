import { DatasetError } from '../dataset-error.ts';
import { readTexts } from './read-texts.ts';
import type { TableRow } from './read-table.ts';
import { refuseUnknownColumns } from './refuse-unknown-columns.ts';

/** Yields the rows of a file with a JSON object a line; the first has every wanted key, `null` where it has no value. See `readTable`. */
export async function* readJsonLines(path: string, wanted: readonly string[]): AsyncGenerator<TableRow> {
  let line = 0;
  let isFirst = true;
  for await (const text of readLines(path)) {
    line++;
    if (text.trim() === '') continue;
    const cells = toCells(text, { path, line });
    if (isFirst) refuseUnknownColumns(path, [...cells.keys()], wanted);
    isFirst = false;
    yield { line, columns: [...cells.keys()], cell: (name) => cells.get(name)?.trim() ?? '' };
  }
}

async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of readTexts(path)) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop()!; // `split` gives at least one
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function toCells(text: string, { path, line }: { path: string; line: number }): ReadonlyMap<string, string> {
  const parsed = parseLine(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new DatasetError('NOT_A_TABLE', { path, detail: `line ${line} is not a JSON object` });
  const cells = Object.entries(parsed as Readonly<Record<string, unknown>>);
  if (cells.some(([, value]) => typeof value === 'object' && value !== null)) throw new DatasetError('BAD_VALUE', { path, detail: `line ${line} has lists or objects for values` });
  return new Map(cells.map(([name, value]) => [name, value === null ? '' : String(value as string | number | boolean)]));
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Told of by the caller, who knows the line
  }
}
