import type { AffWild2Split, AffWild2Task } from './task-layouts.ts';

/** Where the parts of an Aff-Wild2 are that was opened for one task. */
export interface AffWild2Folders {
  readonly root: string;
  readonly task: AffWild2Task;
  /** Folder of the annotations of all tasks. */
  readonly annotations: string;
  /** Folder of the annotations of this task. */
  readonly labels: string;
  /** Folder of the label files of each split; for `mtl`, the file. What is not there is an absent key. */
  readonly splits: Readonly<Partial<Record<AffWild2Split, string>>>;
  /** Folders that hold a folder of crops for each key; some keys are in two. */
  readonly faces: readonly string[];
  readonly videos: readonly string[];
  /** The organisers' list of the rows, or of the videos, of the test set. */
  readonly testList?: string;
}
