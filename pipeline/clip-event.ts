import type { PersonSummary } from './stages/collect-people.ts';

/** What happens to a clip while it is analysed. `clip` is the name of its result folder. */
export type ClipEvent =
  | { readonly type: 'start'; readonly clip: string; /** Seconds of media; 0 when unknown. */ readonly duration: number; /** Seconds that an earlier run had read. */ readonly from: number }
  | { readonly type: 'progress'; readonly clip: string; /** Seconds of media read so far. */ readonly time: number; readonly duration: number; /** Frames read in this run. */ readonly frames: number }
  | ClipEnd;

/** How a clip ended. */
export interface ClipEnd {
  readonly type: 'clip';
  readonly clip: string;
  readonly path: string;
  /** `done`: results written; `kept`: an earlier run's results stand; `partial`: results up to the trouble; `failed`: none. */
  readonly outcome: 'done' | 'kept' | 'partial' | 'failed' | 'interrupted';
  /** The result folder, when there is one. */
  readonly folder?: string;
  /** Code of the error, when there was one. */
  readonly code?: string;
  /** One line for people, when something went wrong. */
  readonly message?: string;
  readonly summary?: ClipSummary;
}

/** A clip in a few figures. */
export interface ClipSummary {
  /** Frames of the container. */
  readonly frames: number;
  /** Those with a face. */
  readonly analysed: number;
  /** By number of frames, most first. */
  readonly people: readonly PersonSummary[];
  /** Things to know of the figures, a sentence each. */
  readonly notes?: readonly string[];
}
