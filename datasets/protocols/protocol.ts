import type { FoldPlan } from '../folds/fold.ts';
import type { SubmissionFormat } from './submission-format.ts';

/** How a challenge asks, scores and takes answers, as data. */
export interface Protocol {
  /** `"abaw6-va"`, `"mer2023-multi"`. */
  readonly id: string;
  readonly title: string;
  /** Name of the corpus among `CORPORA`, and the task to open it with. */
  readonly corpus: string;
  readonly task?: string;
  /** One answer a frame, or one a clip. */
  readonly level: 'frame' | 'clip';
  /** Classes in the order of their codes. */
  readonly classes?: readonly string[];
  /** Other spellings of classes: `{ anger: 'angry' }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Action units in the order of the columns. */
  readonly units?: readonly string[];
  /** Lowest and highest value, both allowed. Absent where it is not asked for. */
  readonly valence?: readonly [number, number];
  readonly arousal?: readonly [number, number];
  /** Codes that mean "no label": out of loss and metric, kept in the sequence. */
  readonly invalid: { readonly expression?: number; readonly valence?: number; readonly arousal?: number; readonly units?: number };
  /** Split of the corpus that is scored where its labels are public, and the one whose answers are handed in. */
  readonly splits: { readonly train: string; readonly validation?: string; readonly test: string };
  readonly score: {
    /** What the ranking goes by: a name among `METRICS` of fusion, or of an open-vocabulary score. */
    readonly metric: string;
    /** Other figures that belong to it, in the order in which they are printed. */
    readonly parts: readonly string[];
    /** How it is computed, in one line. */
    readonly formula: string;
  };
  readonly folds: FoldPlan;
  readonly submission: SubmissionFormat;
  /** Figures to hold beside one's own. */
  readonly published: readonly { readonly who: string; readonly on: string; readonly score: number; readonly source: string }[];
  /** What to know before holding figures beside each other. */
  readonly notes: readonly string[];
  /** Where each of these facts stands. */
  readonly sources: readonly string[];
  /** What could not be verified. */
  readonly unverified: readonly string[];
}
