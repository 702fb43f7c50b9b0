import type { TrainingConfig } from '../../../configs/training/schema.ts';

/**
 * How the features of a clip become those of its examples: `pooled` to one vector; resampled onto one `timeline`; each modality at its
 * `own` times; at own rates, to be brought together by `learned` convolutions; or as MERBench prepares whole clips.
 */
export type Way = 'pooled' | 'timeline' | 'own' | 'learned' | 'merbench-aligned' | 'merbench-own';

/** What is to be done with one modality. */
export interface PreparedModality {
  readonly level: 'utterance' | 'frame';
  readonly dimensions: number;
  /** Hz, of most clips; null where no clip has two rows. */
  readonly rate: number | null;
}

/** Everything that must be the same in training and in prediction, beside the layout. Plain data. */
export interface Preparation {
  readonly way: Way;
  readonly output: 'clip' | 'frame';
  readonly modalities: Readonly<Record<string, PreparedModality>>;
  readonly alignment: TrainingConfig['alignment'];
  readonly windows: TrainingConfig['windows'];
  /** Rate of labels by frame, Hz, of most clips; null for labels by clip. */
  readonly labelRate: number | null;
}

/** Returns the way for a model that takes `takes`, where `levels` are those of the modalities. */
export function wayFor({ takes, output, method, levels }: { takes: 'utterance' | 'aligned' | 'unaligned'; output: 'clip' | 'frame'; method: string; levels: readonly ('utterance' | 'frame')[] }): Way {
  if (output === 'clip' && (takes === 'utterance' || levels.every((level) => level === 'utterance'))) return 'pooled';
  if (method === 'convolution') return 'learned';
  if (method === 'merbench' && output === 'clip') return takes === 'aligned' ? 'merbench-aligned' : 'merbench-own';
  return takes === 'unaligned' ? 'own' : 'timeline';
}
