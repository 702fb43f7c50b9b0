import type { Dataset } from './dataset.ts';

/** A corpus that affekt knows the layout of. */
export interface Corpus {
  /** One sentence for the help text. */
  readonly about: string;
  /** Kinds of labels of which one is opened at a time, the first by default; empty where there is only one kind. */
  readonly tasks: readonly string[];
  /** Parts of the layout that `CorpusOptions.layout` may rename, with what they are called by default. */
  readonly layout: Readonly<Record<string, string>>;
  /**
   * Resolves with the corpus below `root`.
   *
   * @throws DatasetError naming what is not there or not understood, and which folder was expected
   */
  readonly open: (root: string, options?: CorpusOptions) => Promise<Dataset>;
  /** What the makers say there is, to be held beside what is found. */
  readonly published: readonly PublishedCount[];
}

/** What the layout of a corpus leaves open. */
export interface CorpusOptions {
  /** One of the tasks of the corpus. */
  readonly task?: string;
  /** Names of folders and files, relative to the root, in place of those of `Corpus.layout`. */
  readonly layout?: Readonly<Record<string, string>>;
}

/** A number that a paper or the organisers give. */
export interface PublishedCount {
  readonly task?: string;
  readonly split: string;
  /** What was counted: clips, valid labelled frames, people, or clips (frames) of one class. `"all"` as the split is the whole corpus. */
  readonly of: 'clips' | 'frames' | 'speakers' | { readonly class: string };
  readonly count: number;
  /** Where it stands. */
  readonly source: string;
}
