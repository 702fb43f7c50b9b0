import { join } from 'node:path';
import { encodeNpy } from '../../datasets/features/npy/encode-npy.ts';
import { csvHeader, csvLines } from '../export/csv-table.ts';
import { openAtomicFile } from '../export/open-atomic-file.ts';
import { parquetTable } from '../export/parquet-table.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { MediaError } from '../media/media-error.ts';
import type { ExtractionPlan } from './extraction-plan.ts';
import { featureColumns, type FeatureLine } from './feature-columns.ts';
import { measureClip, type ClipMeasures, type ClipSource } from './measure-clip.ts';

/** What a clip is that gives nothing to measure. */
const LACKING = { sound: 'is too short for one row of', words: 'has no words for', pictures: 'shows no face for' } as const;
/** Frames that are written at a time. */
const ROWS = 1000;

/** Returns where the result of a clip lies. A clip as a whole is kept as .npy whatever the format; the table of all clips is made from those. */
export function resultPath(clip: string, { name, level, format, out }: ExtractionPlan): string {
  return level === 'utt' ? join(out, `${name}-UTT`, `${clip}.npy`) : join(out, `${name}-FRA`, `${clip}.${format}`);
}

/**
 * Extracts the features of a clip into its file.
 *
 * @throws MediaError, TranscriptError as `measureClip`, and when there is nothing to measure; OutputError when the file cannot be written; the signal's reason when aborted
 */
export async function extractClip(source: ClipSource & { readonly clip: string }, plan: ExtractionPlan): Promise<void> {
  const { clip, path } = source;
  const result = resultPath(clip, plan);
  const measures = await measureClip(source, plan);
  if (plan.level === 'utt') {
    const row = await measures.utterance();
    if (row === undefined) throw new MediaError('TOO_SHORT', { path, detail: `${LACKING[plan.set.of]} ${plan.name}` });
    const values = Float32Array.from(row);
    await writeFileAtomically(result, encodeNpy({ shape: [values.length], data: values }));
  } else if (plan.format === 'npy') {
    const data = await measures.array();
    const columns = plan.set.frame.names.length;
    await writeFileAtomically(result, encodeNpy({ shape: [data.length / columns, columns], data }));
  } else await writeTable(result, measures, plan);
}

async function writeTable(result: string, measures: ClipMeasures, { set: { frame }, format }: ExtractionPlan): Promise<void> {
  const columns = featureColumns('time', frame.names);
  await using file = await openAtomicFile(result);
  const parquet = format === 'parquet' ? parquetTable(file, columns) : undefined;
  if (parquet === undefined) await file.write(csvHeader(columns));
  const write = (lines: readonly FeatureLine[]) => parquet?.append(lines) ?? file.write(csvLines(lines, columns));
  let lines: FeatureLine[] = [];
  for await (const { time, values } of measures.frames()) {
    lines.push({ key: time, values });
    if (lines.length < ROWS) continue;
    await write(lines);
    lines = [];
  }
  if (lines.length > 0) await write(lines);
  await parquet?.finish();
  await file.commit();
}
