import { join } from 'node:path';
import { readNpy } from '../../datasets/features/npy/read-npy.ts';
import { csvHeader, csvLines } from '../export/csv-table.ts';
import { openAtomicFile } from '../export/open-atomic-file.ts';
import { parquetTable } from '../export/parquet-table.ts';
import { resultPath } from './extract-clip.ts';
import type { ExtractionPlan } from './extraction-plan.ts';
import { featureColumns, type FeatureLine } from './feature-columns.ts';

/** Writes the table with one line for each of `clips`, in that order, from their .npy files; resolves with its path. */
export async function writeClipTable(clips: readonly string[], plan: ExtractionPlan): Promise<string> {
  const path = join(plan.out, `${plan.name}-UTT.${plan.format}`);
  const columns = featureColumns('file', plan.set.utt.names);
  const lines: FeatureLine[] = [];
  for (const clip of clips) lines.push({ key: clip, values: (await readNpy(resultPath(clip, plan))).data as Float32Array });
  await using file = await openAtomicFile(path);
  if (plan.format === 'csv') await file.write(csvHeader(columns) + csvLines(lines, columns));
  else {
    const parquet = parquetTable(file, columns);
    await parquet.append(lines);
    await parquet.finish();
  }
  await file.commit();
  return path;
}
