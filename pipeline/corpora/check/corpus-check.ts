import type { Finding } from '../../../datasets/finding.ts';

/** What was counted: clips, frames with a label, frames in all, people, or clips (frames) of one class. */
export type Counted = 'clips' | 'frames' | 'rows' | 'speakers' | { readonly class: string };

/** A number of what is there, beside the published one. */
export interface CountRow {
  /** `"all"` is the whole corpus. */
  readonly split: string;
  readonly of: Counted;
  readonly found: number;
  readonly published?: number;
  /** Where the published number stands. */
  readonly source?: string;
}

/** What a check of a corpus found. */
export interface CorpusCheck {
  readonly kind: string;
  readonly root: string;
  readonly task?: string;
  readonly counts: readonly CountRow[];
  /** Errors first, then warnings, then notes. */
  readonly findings: readonly Finding[];
}
