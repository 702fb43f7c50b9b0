import { join } from 'node:path';
import { encodeNpy } from '../../datasets/features/npy/encode-npy.ts';
import { csvHeader, csvLines } from '../export/csv-table.ts';
import { openAtomicFile } from '../export/open-atomic-file.ts';
import { parquetTable } from '../export/parquet-table.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { MediaError } from '../media/media-error.ts';
import { probe } from '../media/probe.ts';
import { readSound } from '../media/read-sound.ts';
import type { ExtractionPlan } from './extraction-plan.ts';
import { featureColumns, type FeatureLine } from './feature-columns.ts';
import type { FeatureSound, FrameFeature } from './feature-set.ts';

/** Frames that are written at a time. */
const ROWS = 1000;

/** Returns where the result of a clip lies. A clip as a whole is kept as .npy whatever the format; the table of all clips is made from those. */
export function resultPath(clip: string, { name, level, format, out }: ExtractionPlan): string {
  return level === 'utt' ? join(out, `${name}-UTT`, `${clip}.npy`) : join(out, `${name}-FRA`, `${clip}.${format}`);
}

/**
 * Extracts the features of the clip at `path` into its file.
 *
 * @throws MediaError when it has no sound or cannot be read; OutputError when the file cannot be written; the signal's reason when aborted
 */
export async function extractClip(clip: string, path: string, plan: ExtractionPlan): Promise<void> {
  const result = resultPath(clip, plan);
  const sound = await openSound(path, plan);
  if (plan.level === 'utt') {
    const row = await plan.set.utt.extract(sound);
    if (row === undefined) throw tooShort(path, plan);
    const values = Float32Array.from(row);
    await writeFileAtomically(result, encodeNpy({ shape: [values.length], data: values }));
  } else if (plan.format === 'npy') await writeFrames(result, sound, plan.set.frame);
  else await writeTable(result, sound, plan);
}

async function openSound(path: string, { tools, signal, set }: ExtractionPlan): Promise<FeatureSound> {
  const facts = await probe(path, { tools, signal });
  if (facts.audio === undefined) throw new MediaError('NO_AUDIO_STREAM', { path, detail: 'has no sound' });
  const sampleRate = set.sampleRate(facts.audio.sampleRate);
  return { sampleRate, signal, pieces: samplesOf(readSound(facts, { sampleRate, tools, signal })) };
}

async function* samplesOf(sounds: AsyncIterable<{ readonly samples: Float32Array }>): AsyncGenerator<Float32Array> {
  for await (const { samples } of sounds) yield samples;
}

function tooShort(path: string, { name }: ExtractionPlan): MediaError {
  return new MediaError('TOO_SHORT', { path, detail: `is too short for one row of ${name}` });
}

async function writeFrames(result: string, sound: FeatureSound, frame: FrameFeature): Promise<void> {
  const rows: Float32Array[] = [];
  for await (const { values } of frame.extract(sound)) rows.push(Float32Array.from(values));
  const columns = frame.names.length;
  const data = new Float32Array(rows.length * columns);
  rows.forEach((row, i) => data.set(row, i * columns));
  await writeFileAtomically(result, encodeNpy({ shape: [rows.length, columns], data }));
}

async function writeTable(result: string, sound: FeatureSound, { set: { frame }, format }: ExtractionPlan): Promise<void> {
  const columns = featureColumns('time', frame.names);
  await using file = await openAtomicFile(result);
  const parquet = format === 'parquet' ? parquetTable(file, columns) : undefined;
  if (parquet === undefined) await file.write(csvHeader(columns));
  const write = (lines: readonly FeatureLine[]) => parquet?.append(lines) ?? file.write(csvLines(lines, columns));
  let lines: FeatureLine[] = [];
  for await (const { time, values } of frame.extract(sound)) {
    lines.push({ key: time, values });
    if (lines.length < ROWS) continue;
    await write(lines);
    lines = [];
  }
  if (lines.length > 0) await write(lines);
  await parquet?.finish();
  await file.commit();
}
