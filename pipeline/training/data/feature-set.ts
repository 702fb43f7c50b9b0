import { openFeatureFolder, type FeatureFolder } from '../../../datasets/features/open-feature-folder.ts';
import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';
import type { TrainingConfig } from '../../../configs/training/schema.ts';
import type { FeatureSequence } from '../../../datasets/features/feature-sequence.ts';

/** The feature folders of all modalities, in the order of the configuration. */
export interface FeatureSet {
  readonly folders: Readonly<Record<string, FeatureFolder>>;
  /** Names of the clips that some modality has a file of. */
  readonly clips: ReadonlySet<string>;
  /** Resolves with the features of one clip; a modality that has none is an absent key. */
  read(clip: string): Promise<Record<string, FeatureSequence>>;
}

/**
 * Opens the folders of all modalities.
 *
 * @throws DatasetError as `openFeatureFolder` does
 */
export async function openFeatureSet(features: TrainingConfig['features']): Promise<FeatureSet> {
  const opened: [string, FeatureFolder][] = [];
  for (const [name, { folder, level, hop, offset, firstNumber, zeros }] of Object.entries(features)) {
    opened.push([name, await openFeatureFolder(folder, { ...(level && { level }), ...(hop && { hop }), ...(firstNumber !== undefined && { firstNumber }), offset, zeros, readTensors: readSafetensors })]);
  }
  return {
    folders: Object.fromEntries(opened),
    clips: new Set(opened.flatMap(([, folder]) => folder.clips())),
    read: async (clip) => {
      const sequences = await Promise.all(opened.map(async ([name, folder]) => [name, await folder.read(clip)] as const));
      return Object.fromEntries(sequences.filter((pair): pair is [string, FeatureSequence] => pair[1] !== undefined));
    },
  };
}
