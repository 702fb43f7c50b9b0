import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { mostProbable } from '../../datasets/pseudo-labels/most-probable.ts';
import { readTable, type TableRow } from '../../datasets/tables/read-table.ts';

/** What `affekt predict` or `affekt train` wrote of clips. */
export interface ScoreTable {
  readonly path: string;
  /** Of the whole file. */
  readonly sha256: string;
  /** In the order of the columns `p_…`. */
  readonly classes: readonly string[];
  readonly clips: ReadonlyMap<string, ScoreRow>;
}

/** One row of it. */
export interface ScoreRow {
  /** Shape `[classes]`. */
  readonly probabilities: readonly number[];
  /** Index of the true class, where the table says it. */
  readonly actual?: number;
  /** Fold that the clip was validated in. */
  readonly fold?: string;
}

/** How far probabilities may sum up to something else than 1. */
const SLACK = 0.01;
/** Two probabilities that differ by less may be the same, rounded. */
const TIE = 2e-6;

/**
 * Reads a table with a row for each clip: `clip`, `expression`, one column `p_<class>` for each class; `fold` and `actual_expression` where they are.
 *
 * @throws DatasetError naming table and line: what `readTable` throws, WRONG_LEVEL for a table by frame, UNKNOWN_COLUMN without probabilities, BAD_VALUE,
 * UNKNOWN_CLASS, DUPLICATE
 */
export async function readScoreTable(path: string): Promise<ScoreTable> {
  const lines = new Map<string, number>();
  const clips = new Map<string, ScoreRow>();
  let classes: readonly string[] = [];
  for await (const row of readTable(path, ['clip', 'expression'])) {
    if (clips.size === 0) classes = classesOf(path, row.columns);
    const clip = row.cell('clip');
    if (clip === '') throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} names no clip`, next: 'Write the table again with `affekt predict`.' });
    const other = lines.get(clip);
    if (other !== undefined) throw new DatasetError('DUPLICATE', { path, detail: `has the clip "${clip}" in line ${other} and in line ${row.line}` });
    lines.set(clip, row.line);
    clips.set(clip, toRow(path, row, classes));
  }
  return { path, sha256: createHash('sha256').update(await readFile(path)).digest('hex'), classes, clips };
}

function classesOf(path: string, columns: readonly string[]): string[] {
  if (columns.includes('time')) throw new DatasetError('WRONG_LEVEL', { path, detail: 'has a row for each moment, and labels are given to whole clips', next: 'Give predictions of a head that was trained with one label a clip.' });
  const classes = columns.flatMap((name) => (name.startsWith('p_') ? [name.slice(2)] : []));
  if (classes.length < 2) throw new DatasetError('UNKNOWN_COLUMN', { path, detail: `has ${classes.length} columns of probabilities "p_<class>"; its columns are ${columns.map((name) => `"${name}"`).join(', ')}`, next: 'Give a table that `affekt predict` or `affekt train` wrote for a head that predicts classes.' });
  return classes;
}

function toRow(path: string, row: TableRow, classes: readonly string[]): ScoreRow {
  const fault = (code: 'BAD_VALUE' | 'UNKNOWN_CLASS', detail: string) => new DatasetError(code, { path, detail: `line ${row.line}: the clip "${row.cell('clip')}" ${detail}`, next: 'Write the table again; its classes and numbers are not to be edited.' });
  const probabilities = classes.map((name) => {
    const text = row.cell(`p_${name}`);
    const value = text === '' ? NaN : Number(text);
    if (!(value >= 0 && value <= 1)) throw fault('BAD_VALUE', `has "${text}" for "p_${name}", which is no probability`);
    return value;
  });
  const sum = probabilities.reduce((all, value) => all + value, 0);
  if (Math.abs(sum - 1) > SLACK) throw fault('BAD_VALUE', `has probabilities that sum up to ${sum.toFixed(4)} and not to 1`);
  const said = classes.indexOf(row.cell('expression'));
  const top = mostProbable(probabilities);
  if (said < 0) throw fault('UNKNOWN_CLASS', `is called "${row.cell('expression')}", and the classes are ${classes.join(', ')}`);
  if (probabilities[top]! - probabilities[said]! > TIE) throw fault('BAD_VALUE', `is called "${classes[said]!}", and its most probable class is "${classes[top]!}": the columns are in another order than the classes`);
  return { probabilities, ...truthOf(row, classes, fault), ...(row.cell('fold') !== '' && { fold: row.cell('fold') }) };
}

function truthOf(row: TableRow, classes: readonly string[], fault: (code: 'UNKNOWN_CLASS', detail: string) => DatasetError): Pick<ScoreRow, 'actual'> {
  const text = row.cell('actual_expression');
  if (text === '') return {};
  const actual = classes.indexOf(text);
  if (actual < 0) throw fault('UNKNOWN_CLASS', `is labelled "${text}", and the classes are ${classes.join(', ')}`);
  return { actual };
}
