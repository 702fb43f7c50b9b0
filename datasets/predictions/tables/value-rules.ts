import { DatasetError } from '../../dataset-error.ts';
import type { Protocol } from '../../protocols/protocol.ts';
import { cellNumber, cellText, type ScannedRow } from './scanned-row.ts';

/** What a table is read as: answers must be there and in range, labels may be missing. Of what a system gives out raw, reals beyond the range are taken for its end. */
export type Role = 'predictions' | 'raw-predictions' | 'truth';

/** Reads one kind of cell. Where a label is missing the value is −1 for codes and NaN for reals. */
export type ReadCell = (row: ScannedRow, cell: number) => number;

/** Readers of every kind of cell. They throw a DatasetError that names table and line. */
export interface ValueRules {
  readonly valence: ReadCell;
  readonly arousal: ReadCell;
  /** A class, by its code. */
  readonly code: ReadCell;
  /** A class, by its name or another spelling of it, or by its code. */
  readonly class: ReadCell;
  readonly unit: ReadCell;
  readonly score: ReadCell;
  /** Returns the code of the class of that name, in any spelling; `undefined` for none. */
  readonly codeOf: (name: string) => number | undefined;
}

const MISSING = new Set(['', 'na', 'nan', 'null', 'none']);
/** What a float32 that stands at the end of its range may stray. */
const TOLERANCE = 1e-6;
const ANYTHING = [-Infinity, Infinity] as const;

/** Returns how the cells of the table at `path` are read for a protocol. */
export function valueRules(path: string, { classes = [], aliases = {}, invalid, valence = ANYTHING, arousal = ANYTHING }: Protocol, role: Role): ValueRules {
  const codes = new Map([...classes.map((name, code) => [name.toLowerCase(), code] as const), ...Object.entries(aliases).map(([alias, name]) => [alias.toLowerCase(), classes.indexOf(name)] as const)]);
  const isTruth = role === 'truth';
  const fault = (row: ScannedRow, detail: string, next?: string) => new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} ${detail}`, ...(next !== undefined && { next }) });
  const isMissing = (row: ScannedRow, cell: number) => MISSING.has(cellText(row, cell).toLowerCase());
  const next = isTruth ? undefined : 'Write an answer that the challenge takes.';

  const real = (name: string, [low, high]: readonly [number, number], code: number | undefined): ReadCell => (row, cell) => {
    const value = cellNumber(row, cell);
    if (value >= low - TOLERANCE && value <= high + TOLERANCE) return value;
    if (isTruth && (value === code || (Number.isNaN(value) && isMissing(row, cell)))) return NaN;
    if (Number.isNaN(value)) throw fault(row, `has "${cellText(row, cell)}" for the ${name}, which is no number`, next);
    if (role === 'raw-predictions') return Math.min(high, Math.max(low, value));
    throw fault(row, `has the ${name} ${value}, which is not within [${low}, ${high}]`, isTruth ? next : `Clip it to [${low}, ${high}], or let it be clipped with \`--clip\`.`);
  };
  const code: ReadCell = (row, cell) => {
    const value = cellNumber(row, cell);
    if (Number.isInteger(value) && value >= 0 && value < classes.length) return value;
    if (isTruth && (value === (invalid.expression ?? -1) || isMissing(row, cell))) return -1;
    if (value === -1) throw fault(row, 'has the class −1, which means "no label" and is no answer', next);
    throw new DatasetError('UNKNOWN_CLASS', { path, detail: `line ${row.line} has the class "${cellText(row, cell)}", and the codes are 0 to ${classes.length - 1}: ${classes.join(', ')}`, next: next ?? 'Correct the cell.' });
  };
  return {
    codeOf: (name) => codes.get(name.toLowerCase()),
    valence: real('valence', valence, invalid.valence),
    arousal: real('arousal', arousal, invalid.arousal),
    code,
    class: (row, cell) => codes.get(cellText(row, cell).toLowerCase()) ?? namedOrCode(row, cell),
    unit: (row, cell) => {
      const value = cellNumber(row, cell);
      if (value === 0 || value === 1) return value;
      if (isTruth && (value === (invalid.units ?? -1) || isMissing(row, cell))) return -1;
      throw fault(row, `has "${cellText(row, cell)}" for an action unit, which is neither 0 nor 1`, isTruth ? next : 'Write 1 for active and 0 for not.');
    },
    score: (row, cell) => {
      const value = cellNumber(row, cell);
      if (Number.isFinite(value)) return value;
      throw fault(row, `has "${cellText(row, cell)}" for the score of a class, which is no number`, next);
    },
  };

  function namedOrCode(row: ScannedRow, cell: number): number {
    const text = cellText(row, cell);
    if (/^-?\d+(?:\.0*)?$/.test(text) || (isTruth && MISSING.has(text.toLowerCase()))) return code(row, cell);
    throw new DatasetError('UNKNOWN_CLASS', { path, detail: `line ${row.line} has the class "${text}", and the classes are ${classes.join(', ')}`, next: 'Correct the cell: no class stands for another one.' });
  }
}
