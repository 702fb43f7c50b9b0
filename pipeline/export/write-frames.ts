import { join } from 'node:path';
import type { PluginColumn } from '../../plugins/clip-results.ts';
import type { FrameStatus } from '../media/frame.ts';
import type { FrameRow } from '../rows.ts';
import { inBatches } from '../stream/in-batches.ts';
import { csvHeader, csvLines } from './csv-table.ts';
import { withAdded } from './with-added.ts';
import { openAtomicFile } from './open-atomic-file.ts';
import { parquetTable } from './parquet-table.ts';

/** Rows held in memory at once. */
const ROW_GROUP = 1024;

/** What `writeFrames` has written. */
export interface FrameCounts {
  readonly rows: number;
  /** Frames, not rows, by what became of them. */
  readonly frames: Readonly<Record<FrameStatus, number>>;
}

/**
 * Writes `frames.csv` and `frames.parquet` into `folder`, which is made when it is missing. Both appear at the end, together; when
 * `rows` throws or `signal` aborts, neither does. Holds 1024 rows at most.
 *
 * @param rows in the order of their frames
 * @throws OutputError naming the path, when it cannot be written
 */
export async function writeFrames(
  rows: Iterable<FrameRow> | AsyncIterable<FrameRow>,
  { folder, signal, added = [] }: { readonly folder: string; readonly signal?: AbortSignal; /** Columns of plug-ins. */ readonly added?: readonly (PluginColumn & { readonly source: string })[] },
): Promise<FrameCounts> {
  const columns = withAdded(added);
  await using csv = await openAtomicFile(join(folder, 'frames.csv'));
  await using parquetFile = await openAtomicFile(join(folder, 'frames.parquet'));
  const parquet = parquetTable(parquetFile, columns);
  const counter = frameCounter();
  await csv.write(csvHeader(columns));
  for await (const group of inBatches(rows, ROW_GROUP)) {
    signal?.throwIfAborted();
    counter.count(group);
    await csv.write(csvLines(group, columns));
    await parquet.append(group);
  }
  await parquet.finish();
  await parquetFile.commit();
  await csv.commit();
  return counter.counts();
}

function frameCounter() {
  const frames: Record<FrameStatus, number> = { analysed: 0, 'no-face': 0, skipped: 0, failed: 0 };
  let rows = 0;
  let last = -1;
  return {
    count(group: readonly FrameRow[]) {
      for (const { frame, status } of group) {
        if (frame !== last) frames[status] += 1;
        last = frame;
      }
      rows += group.length;
    },
    counts: (): FrameCounts => ({ rows, frames }),
  };
}
