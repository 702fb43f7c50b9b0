import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clip } from '../../datasets/clip.ts';
import { toFeatureTensors } from '../../datasets/features/to-feature-tensors.ts';
import { encodeSafetensors } from '../../runtime/safetensors/encode-safetensors.ts';
import { writeFileAtomically } from '../export/write-file-atomically.ts';
import { MediaError } from '../media/media-error.ts';
import type { ClipRows } from './clip-rows.ts';
import type { FeatureSource } from './feature-source.ts';

/** Where features go, and who is told. */
export interface ExtractOptions {
  /** Gets a folder for each source. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Is told after each clip. */
  readonly onClip?: (done: number) => void;
  /** Is told of what cannot be read; the other clips are. */
  readonly onTrouble: (message: string) => void;
}

/**
 * Writes the features of clips, `<folder>/<id>-UTT/<clip>.safetensors` or `…-FRA/…`, and resolves with the folder of each modality. What an earlier call has
 * written is kept; a clip without rows gets an empty `<clip>.none`, so that it is not read again.
 *
 * @throws the signal's reason when it aborts: what is written is whole
 */
export async function extractFeatures(clips: Iterable<Clip> | AsyncIterable<Clip>, sources: readonly FeatureSource[], options: ExtractOptions): Promise<Readonly<Record<string, string>>> {
  let done = 0;
  for await (const clip of clips) {
    options.signal.throwIfAborted();
    await Promise.all(sources.map((source) => extractClip(clip, source, options)));
    options.onClip?.(++done);
  }
  return Object.fromEntries(sources.map((source) => [source.modality, featureFolder(source, options.folder)]));
}

/** Returns the folder that the features of a source are in. */
function featureFolder({ modality, id, level }: FeatureSource, folder: string): string {
  return join(folder, `${modality}-${id}-${level === 'utterance' ? 'UTT' : 'FRA'}`);
}

async function extractClip(clip: Clip, source: FeatureSource, { folder, signal, onTrouble }: ExtractOptions): Promise<void> {
  const stem = join(featureFolder(source, folder), clip.clip);
  if ((await isThere(`${stem}.safetensors`)) || (await isThere(`${stem}.none`))) return;
  try {
    const rows = await source.read(clip, signal);
    if (rows === undefined) await writeFileAtomically(`${stem}.none`, '');
    else await writeFileAtomically(`${stem}.safetensors`, encodeSafetensors({ ...toFeatureTensors(source.level === 'utterance' ? toMean(rows) : rows) }));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof MediaError)) throw error;
    onTrouble(`${clip.clip}: ${source.modality} cannot be read. ${error.message}`);
  }
}

function toMean({ times, values, dimensions }: ClipRows): ClipRows {
  const sums = new Float64Array(dimensions);
  values.forEach((value, index) => (sums[index % dimensions]! += value));
  return { times: Float64Array.of(0), values: Float32Array.from(sums, (sum) => sum / times.length), dimensions };
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined; // What cannot be looked at is told of when it is written
}
