/** A clip, as far as dividing a corpus goes. */
export interface FoldItem {
  readonly clip: string;
  readonly speaker?: string;
  readonly video?: string;
  readonly split?: string;
  readonly fold?: string;
  /** Index of its class, for folds with as many of each. */
  readonly expression?: number;
  /** How much it counts for the size of a fold, for instance its number of windows; 1 when absent. */
  readonly weight?: number;
}

/** One division of a corpus. The three parts have no clip in common. */
export interface Fold<Item extends FoldItem> {
  /** `"1"` to `"k"`, the name of what is left out, or the name in the table. */
  readonly name: string;
  readonly train: readonly Item[];
  readonly val: readonly Item[];
  /** Held out: in no fold's `train` or `val`. */
  readonly test: readonly Item[];
}

/** How a corpus is divided. */
export type FoldPlan =
  /** `folds` parts, no speaker (or video) in two of them, alike in size and, with `stratify`, in classes. */
  | { readonly kind: 'group'; readonly by: 'speaker' | 'video'; readonly folds: number; readonly seed: number; readonly stratify?: boolean }
  /** `folds` parts by chance, clip by clip, as published baselines do. Speakers and videos are on both sides: the result warns. */
  | { readonly kind: 'random'; readonly folds: number; readonly seed: number; readonly stratify?: boolean }
  /** Each speaker (video, clip) is left out once. */
  | { readonly kind: 'leave-one-out'; readonly by: 'speaker' | 'video' | 'clip' }
  /** As the table says: one fold by the names of `split`, or one for each value of `fold`. */
  | { readonly kind: 'given'; readonly by: 'split' | 'fold' };
