import type { Column } from '../export/column.ts';

/** A line of a table of features. */
export interface FeatureLine {
  /** The clip, or the time of a frame in seconds. */
  readonly key: string | number;
  readonly values: ArrayLike<number>;
}

/** Columns of a table with one line a clip (`file`) or one a frame (`time`, s). */
export function featureColumns(key: 'file' | 'time', names: readonly string[]): Column<FeatureLine>[] {
  const first: Column<FeatureLine> = { name: key, type: key === 'file' ? 'text' : 'time', description: key === 'file' ? 'the clip' : 'of the frame', source: 'container', value: (line) => line.key };
  return [first, ...names.map((name, i): Column<FeatureLine> => ({ name, type: 'number', description: name, source: 'extract', value: (line) => line.values[i] }))];
}
