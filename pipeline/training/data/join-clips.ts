import { DatasetError } from '../../../datasets/dataset-error.ts';
import type { ClipTruth } from './clip-truth.ts';
import type { FeatureSet } from './feature-set.ts';

/** Clips that have labels and features. */
export interface JoinedClips {
  readonly truths: readonly ClipTruth[];
  readonly warnings: readonly string[];
}

/**
 * Returns the clips of the table that some modality has a file of, in the order of the table.
 *
 * @param table path of the table, for messages
 * @throws DatasetError NO_COMMON_CLIP when a modality has a file of none of the clips
 */
export function joinClips(truths: readonly ClipTruth[], features: FeatureSet, table: string): JoinedClips {
  for (const folder of Object.values(features.folders)) {
    const { path } = folder;
    const there = new Set(folder.clips());
    if (truths.some(({ clip }) => there.has(clip))) continue;
    throw new DatasetError('NO_COMMON_CLIP', { path, detail: `has features of none of the ${truths.length} clips in ${table}; it has ${list([...there])}, and the table ${list(truths.map(({ clip }) => clip))}` });
  }
  const labelled = new Set(truths.map(({ clip }) => clip));
  const bare = truths.filter(({ clip }) => !features.clips.has(clip)).map(({ clip }) => clip);
  const spare = [...features.clips].filter((clip) => !labelled.has(clip));
  return {
    truths: truths.filter(({ clip }) => features.clips.has(clip)),
    warnings: [
      ...(bare.length > 0 ? [`${bare.length} of ${truths.length} labelled clips have no features and are left out: ${list(bare)}.`] : []),
      ...(spare.length > 0 ? [`${spare.length} clips have features and no labels, and are not used: ${list(spare)}.`] : []),
    ],
  };
}

/** Returns the first few names. */
export function list(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}
