import type { FeatureSet } from './feature-set.ts';
import { digestOf } from './fingerprint-of.ts';

/** When one clip has features, without the features. */
export interface ScannedClip {
  readonly clip: string;
  /** By modality; a modality that has no row is an absent key. */
  readonly tracks: Readonly<Record<string, { readonly times: Float64Array; readonly zeroRows: number }>>;
  /** Hash of the features. */
  readonly digest: string;
}

/** How a scan is watched and stopped. */
export interface ScanOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each clip. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Reads the features of all clips once and resolves with their times, so that what cannot be read is known before training.
 *
 * @throws DatasetError for the first file that cannot be read, is not finite or has another number of dimensions; what aborted the signal
 */
export async function scanFeatures(features: FeatureSet, clips: readonly string[], { signal, onProgress }: ScanOptions): Promise<ScannedClip[]> {
  const scanned: ScannedClip[] = [];
  for (const clip of clips) {
    signal?.throwIfAborted();
    const sequences = await features.read(clip);
    const tracks = Object.entries(sequences).map(([name, { times, zeroRows }]) => [name, { times, zeroRows }] as const);
    scanned.push({ clip, tracks: Object.fromEntries(tracks), digest: digestOf(sequences) });
    onProgress?.(scanned.length, clips.length);
  }
  return scanned;
}
