import type { CandidateSet } from '../../../datasets/pseudo-labels/candidate-sets.ts';
import type { ClipIdentity } from '../../../datasets/tables/clip-labels.ts';
import type { ExampleTargets } from '../../../fusion/train/example.ts';

/** What is predicted of a clip or a frame. */
export type Task = 'expression' | 'valence' | 'arousal';

/** What is known of one clip. */
export interface ClipTruth extends ClipIdentity {
  /** Shape `[T]`, seconds: when the labels are, where they are by frame. */
  readonly times?: Float64Array;
  /** One value for the clip, or T of them; a class of −1 and NaN where not known. */
  readonly targets: ExampleTargets;
  /** The classes that it may be of, where it is learnt from these. */
  readonly candidates?: CandidateSet | undefined;
}
