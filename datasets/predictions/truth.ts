import type { ClipAnswer, FrameAnswer } from '../clip.ts';

/** What is true, keyed as predictions are. */
export type Truth = FrameTruth | ClipTruth;

interface TruthSource {
  /** Which split it is; absent where the file does not say. */
  readonly split?: string;
  /** Sentences for whoever reads the scores: what was left out. */
  readonly warnings: readonly string[];
}

/** Labels of every frame. Frames without a label are in the sequence, and count for nothing. */
export interface FrameTruth extends TruthSource {
  readonly level: 'frame';
  readonly clips: ReadonlyMap<string, FrameAnswer>;
}

/** Labels of clips. A label that is missing, or was a placeholder, is an absent key. */
export interface ClipTruth extends TruthSource {
  readonly level: 'clip';
  readonly clips: ReadonlyMap<string, ClipAnswer & { readonly speaker?: string }>;
}
