import { DatasetError } from '../dataset-error.ts';
import { toClassIndex } from './class-index.ts';
import { readTable, type TableRow } from './read-table.ts';
import type { CandidateSet } from '../pseudo-labels/candidate-sets.ts';
import type { LabelOptions } from './label-options.ts';

/** Where a table has candidates: in one column, or as votes in one column for each class. */
export type CandidateColumns =
  | { readonly kind: 'list'; readonly column: string; readonly separator: string }
  /** Columns `<prefix><class>`; a class with fewer than `least` votes is none, and where none has so many, those with the most are. */
  | { readonly kind: 'votes'; readonly prefix: string; readonly least: number };

/** How such a table is understood. */
export interface CandidateOptions extends Pick<LabelOptions, 'aliases'> {
  /** Column with the names of clips. */
  readonly clip: string;
  readonly classes: readonly string[];
  readonly columns: CandidateColumns;
}

/**
 * Resolves with the candidates of each clip that has some, by name. Weights sum to 1: shares of the votes, or what stands after a candidate (`fear:0.3`), else all alike.
 *
 * @throws DatasetError as `readTable` does; UNKNOWN_CLASS, BAD_VALUE for a candidate that is there twice or a weight or number of votes that is none, naming table, line and clip
 */
export async function readClipCandidates(path: string, { clip, classes, aliases, columns }: CandidateOptions): Promise<Map<string, CandidateSet>> {
  const index = toClassIndex({ columns: { clip }, classes, ...(aliases && { aliases }) });
  const wanted = columns.kind === 'list' ? [columns.column] : classes.map((name) => columns.prefix + name);
  const sets = new Map<string, CandidateSet>();
  for await (const row of readTable(path, [clip, ...wanted])) {
    const fault = (code: 'BAD_VALUE' | 'UNKNOWN_CLASS', detail: string, next: string) => new DatasetError(code, { path, detail: `line ${row.line}: the clip "${row.cell(clip)}" ${detail}`, next });
    const weights = columns.kind === 'list' ? listed(row.cell(columns.column), { separator: columns.separator, index, classes, fault }) : voted(row, wanted, { least: columns.least, fault });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total > 0) sets.set(row.cell(clip), { candidates: weights.map((weight) => (weight > 0 ? 1 : 0)), weights: weights.map((weight) => weight / total) });
  }
  return sets;
}

type Fault = (code: 'BAD_VALUE' | 'UNKNOWN_CLASS', detail: string, next: string) => DatasetError;

function listed(cell: string, { separator, index, classes, fault }: { readonly separator: string; readonly index: ReadonlyMap<string, number>; readonly classes: readonly string[]; readonly fault: Fault }): number[] {
  const weights = new Array<number>(classes.length).fill(0);
  for (const part of cell.split(separator).map((text) => text.trim()).filter((text) => text !== '')) {
    const { name, weight } = index.has(part.toLowerCase()) ? { name: part, weight: '1' } : cutWeight(part);
    const code = index.get(name.toLowerCase());
    if (code === undefined) throw fault('UNKNOWN_CLASS', `has the candidate "${name}", and the classes are ${classes.join(', ')}`, `Correct the cell, map it under \`aliases\`, or say what stands between candidates with \`labels.separator\` ("${separator}" now).`);
    if (weights[code]! > 0) throw fault('BAD_VALUE', `has the candidate "${name}" twice`, 'Name each candidate once.');
    if (!(Number(weight) > 0 && Number.isFinite(Number(weight)))) throw fault('BAD_VALUE', `has the weight "${weight}" for "${name}"`, 'Give a number above 0, or leave the weight out.');
    weights[code] = Number(weight);
  }
  return weights;
}

function cutWeight(part: string): { readonly name: string; readonly weight: string } {
  const at = part.lastIndexOf(':');
  return at < 0 ? { name: part, weight: '1' } : { name: part.slice(0, at).trim(), weight: part.slice(at + 1).trim() };
}

function voted(row: TableRow, columns: readonly string[], { least, fault }: { readonly least: number; readonly fault: Fault }): number[] {
  const votes = columns.map((column) => {
    const votesOf = Number(row.cell(column) || '0');
    if (votesOf >= 0 && Number.isFinite(votesOf)) return votesOf;
    throw fault('BAD_VALUE', `has "${row.cell(column)}" for "${column}", which is no number of votes`, 'Give a number of at least 0.');
  });
  const enough = Math.min(least, Math.max(...votes));
  return votes.map((count) => (count >= enough ? count : 0));
}
