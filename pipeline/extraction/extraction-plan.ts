import type { MediaTools } from '../media/media-tools.ts';
import type { Transcripts } from '../words/open-transcripts.ts';
import type { FeatureSet } from './feature-set.ts';

/** How a table is written. */
export const FORMATS = ['csv', 'npy', 'parquet'] as const;

/** What is extracted and where it goes. */
export interface ExtractionPlan {
  /** Name of the feature set, which names the results. */
  readonly name: string;
  readonly set: FeatureSet;
  readonly level: 'utt' | 'frame';
  readonly format: (typeof FORMATS)[number];
  readonly out: string;
  /** Extract again what is there. */
  readonly force: boolean;
  /** Where transcripts are, for features of words. */
  readonly transcripts?: Transcripts;
  readonly tools: MediaTools;
  readonly signal: AbortSignal;
}

/** What became of one clip. */
export interface ExtractionEvent {
  readonly type: 'clip';
  readonly clip: string;
  readonly outcome: 'done' | 'kept' | 'failed';
  /** The file that was written. */
  readonly path?: string;
  readonly message?: string;
}
