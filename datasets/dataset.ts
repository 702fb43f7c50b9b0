import type { Clip } from './clip.ts';

/**
 * A corpus on disk. Iterating reads names and label files, never media; twice gives the same clips in the same order. A file that is
 * not understood is refused by name with a `DatasetError`.
 */
export interface Dataset extends AsyncIterable<Clip> {
  /** Name of the corpus among `CORPORA`: `"aff-wild2"`. */
  readonly kind: string;
  readonly root: string;
  /** Which labels were opened, where a corpus has several kinds: `"va"`. */
  readonly task?: string;
  /** Classes, in the order of the codes of expressions. */
  readonly classes?: readonly string[];
  /** Action units, in the order of the columns. */
  readonly units?: readonly string[];
  /** Lowest and highest value, both allowed. */
  readonly ranges?: { readonly valence?: readonly [number, number]; readonly arousal?: readonly [number, number] };
  /** Folders of features that lie with it, one for each model and level: `"…/features/clip-vit-large-patch14-UTT"`. */
  readonly features?: readonly string[];
  /** Sentences for whoever uses it: what was left out, what is a placeholder. Complete after an iteration. */
  readonly warnings: readonly string[];
}
