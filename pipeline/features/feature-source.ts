import type { Clip } from '../../datasets/clip.ts';
import type { ClipRows } from './clip-rows.ts';

/** What makes the features of one modality. */
export interface FeatureSource {
  readonly modality: 'audio' | 'visual' | 'text';
  /** Names the folder of its features: `"human-emotion"`. */
  readonly id: string;
  readonly level: 'utterance' | 'frame';
  /** Resolves with the rows of a clip; nothing where it has none: no face, no speech, no words. */
  read(clip: Clip, signal: AbortSignal): Promise<ClipRows | undefined>;
}
