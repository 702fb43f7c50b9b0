import type { FrameRow } from '../rows.ts';

/** Gathers a result from rows that pass by, in the order of their frames. */
export interface RowCollector<T> {
  readonly add: (row: FrameRow) => void;
  /** What the rows so far give. */
  readonly result: () => T;
}

/** Yields the rows as they are, each after the collectors have seen it: one pass serves them and whoever takes the rows. */
export async function* passBy(rows: AsyncIterable<FrameRow>, collectors: readonly RowCollector<unknown>[]): AsyncGenerator<FrameRow> {
  for await (const row of rows) {
    for (const { add } of collectors) add(row);
    yield row;
  }
}
