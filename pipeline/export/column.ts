/** A value in a table; `undefined` is an empty cell. */
export type Cell = number | string | undefined;

/** One column: the single source for its CSV cells, its Parquet type and its entry in `columns.json`. */
export interface Column<Row> {
  readonly name: string;
  /** `time` is written with 6 decimals, `pixels` with 2, `number` with 6 significant digits. */
  readonly type: 'integer' | 'time' | 'pixels' | 'number' | 'text';
  /** `'s'`, `'px'`, …; `'1'` for a number without a unit. Absent for text. */
  readonly unit?: string;
  /** Smallest and largest value; absent when there is no bound. */
  readonly range?: readonly [number, number];
  /** All values that a text can have. */
  readonly values?: readonly string[];
  /** For people: what it is, and when the cell is empty. */
  readonly description: string;
  /** Who says so: a role in `RunRecord.models`, or `container`, `tracking`, `fusion`. */
  readonly source: string;
  readonly value: (row: Row) => Cell;
}
