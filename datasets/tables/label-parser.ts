import { DatasetError } from '../dataset-error.ts';
import { toClassIndex } from './class-index.ts';
import type { ClipIdentity, ClipLabels } from './clip-labels.ts';
import type { LabelOptions } from './label-options.ts';
import type { TableRow } from './read-table.ts';

/** Understands the rows of one table. */
export interface LabelParser {
  /** Returns the clip of a row and what it belongs to. */
  identity(row: TableRow): ClipIdentity;
  /** Returns the labels of a row; an absent key where there is none. */
  labels(row: TableRow): Pick<ClipLabels, 'expression' | 'valence' | 'arousal'>;
  /** Returns a number that must be there. */
  number(row: TableRow, column: string): number;
}

const MISSING = new Set(['', 'na', 'nan', 'null']);
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const WHOLE_RANGE = [-1, 1] as const;

/**
 * Returns a parser for the rows of the table at `path`. Its methods throw a DatasetError that names table, line and clip: BAD_VALUE for what is no number or
 * out of range, UNKNOWN_CLASS with the known ones.
 *
 * @throws TypeError when there is a column of expressions and no classes, RangeError when classes or aliases contradict themselves
 */
export function toLabelParser(path: string, options: LabelOptions): LabelParser {
  const { columns } = options;
  const classOf = toClassIndex(options);
  const number = (row: TableRow, column: string): number => {
    const text = row.cell(column);
    if (!NUMBER.test(text)) throw fault('BAD_VALUE', row, `has "${text}" for "${column}", which is no number`);
    return Number(text);
  };
  const fault = (code: 'BAD_VALUE' | 'UNKNOWN_CLASS', row: TableRow, detail: string) =>
    new DatasetError(code, { path, detail: `line ${row.line}: the clip "${row.cell(columns.clip)}" ${detail}` });

  function expression(row: TableRow): number | undefined {
    const text = row.cell(columns.expression!);
    const index = classOf.get(text.toLowerCase());
    if (index !== undefined) return index;
    if (MISSING.has(text.toLowerCase()) || options.invalid?.expression?.includes(text)) return undefined;
    throw fault('UNKNOWN_CLASS', row, `is labelled "${text}", and the classes are ${options.classes!.join(', ')}`);
  }

  function dimension(row: TableRow, kind: 'valence' | 'arousal'): number | undefined {
    if (MISSING.has(row.cell(columns[kind]!).toLowerCase())) return undefined;
    const value = number(row, columns[kind]!);
    if (options.invalid?.[kind]?.includes(value)) return undefined;
    const [low, high] = options.ranges?.[kind] ?? WHOLE_RANGE;
    if (value < low || value > high) throw fault('BAD_VALUE', row, `has the ${kind} ${value}, which is not within [${low}, ${high}]`);
    return value;
  }

  return {
    number,
    identity: (row) => {
      const text = (kind: 'speaker' | 'video' | 'split' | 'fold') => present(kind, columns[kind] === undefined ? undefined : row.cell(columns[kind]) || undefined);
      const clip = row.cell(columns.clip);
      if (clip === '') throw new DatasetError('BAD_VALUE', { path, detail: `line ${row.line} names no clip in "${columns.clip}"` });
      return { clip, ...text('speaker'), ...text('video'), ...text('split'), ...text('fold') };
    },
    labels: (row) => ({
      ...present('expression', columns.expression === undefined ? undefined : expression(row)),
      ...present('valence', columns.valence === undefined ? undefined : dimension(row, 'valence')),
      ...present('arousal', columns.arousal === undefined ? undefined : dimension(row, 'arousal')),
    }),
  };
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
