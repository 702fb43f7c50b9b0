import type { Column } from './column.ts';
import { csvHeader, csvLines } from './csv-table.ts';
import { openAtomicFile } from './open-atomic-file.ts';

/**
 * Writes rows as a CSV file at `path` and resolves with their number. The file appears when it is whole.
 *
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeTable<Row>(rows: Iterable<Row> | AsyncIterable<Row>, { path, columns }: { readonly path: string; readonly columns: readonly Column<Row>[] }): Promise<number> {
  await using file = await openAtomicFile(path);
  await file.write(csvHeader(columns));
  let written = 0;
  for await (const row of rows) {
    await file.write(csvLines([row], columns));
    written += 1;
  }
  await file.commit();
  return written;
}
