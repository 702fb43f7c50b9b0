import { inspectAffWild2 } from '../../../datasets/aff-wild2/inspect/inspect-aff-wild2.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import type { Finding } from '../../../datasets/finding.ts';

/** Looks for what only one kind of corpus can have wrong. Reads the labels of each clip at most once. */
export interface Inspector {
  /** Codes of general findings that it words itself. */
  readonly covers: readonly string[];
  readonly inspect: (dataset: Dataset, options: { readonly countFrames?: (path: string) => Promise<number | undefined>; readonly signal?: AbortSignal }) => AsyncIterable<Finding>;
}

/** Inspectors by the kind of corpus. */
export const INSPECTORS: Readonly<Record<string, Inspector>> = {
  'aff-wild2': { covers: ['video-overlap', 'no-media', 'no-label'], inspect: inspectAffWild2 },
};
