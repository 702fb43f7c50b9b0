import type { CandidateQuality } from '../../datasets/pseudo-labels/candidate-quality.ts';
import type { CandidateSets } from '../../fusion/train/partial/candidate-sets.ts';
import type { ExampleSource } from '../../fusion/train/example.ts';
import type { Layout } from '../../fusion/train/layout.ts';
import type { LearnedAlignment } from '../../fusion/train/compose-model.ts';

/** One way to part the examples. Test examples, where there are some, are the same in every fold. */
export interface TrainingFold {
  /** `'fold-1'`. */
  readonly name: string;
  readonly train: ExampleSource;
  readonly val: ExampleSource;
  readonly test: ExampleSource;
  /** Examples (or frames) of each class in the training part. */
  readonly classCounts: readonly number[];
  /** Where it is learnt from candidate labels. */
  readonly partial?: PartialFold | undefined;
}

/** What the examples of a training part may be, in their order. */
export interface PartialFold {
  readonly candidates: CandidateSets;
  /** Shape `[n]`: names of the clips. */
  readonly clips: readonly string[];
  /** Shape `[n]`: the class, −1 where it is not known. It only judges. */
  readonly truth: readonly number[];
  /** η. */
  readonly noise: number;
  /** Of the sets whose truth is known. */
  readonly quality?: CandidateQuality | undefined;
}

/** What `affekt train --check` tells of the data. */
export interface DataSummary {
  readonly clips: number;
  /** Speakers or videos, where the labels name them. */
  readonly groups: number;
  /** Labelled clips or frames by class name. */
  readonly classes: Readonly<Record<string, number>>;
  /** By modality: dimensions, clips that have it, rows of zeros, shortest and longest sequence in rows of the timeline. */
  readonly modalities: Readonly<Record<string, { readonly dimensions: number; readonly present: number; readonly zeroRows: number; readonly shortest: number; readonly longest: number }>>;
  /** Smallest and largest valence and arousal, where there are some. */
  readonly ranges: Readonly<Record<string, readonly [number, number]>>;
}

/** Everything that training needs of the disk. */
export interface TrainingData {
  readonly layout: Layout;
  /** Class names in order; empty where no classes are predicted. */
  readonly classes: readonly string[];
  readonly output: 'clip' | 'frame';
  /** Where modalities are brought onto one timeline by learned convolutions. */
  readonly alignment?: LearnedAlignment | undefined;
  readonly folds: readonly TrainingFold[];
  readonly summary: DataSummary;
  /** Hash of features and labels: a run goes on only on the same. */
  readonly fingerprint: string;
  /** What a user should know before believing the scores: folds that leak, clips left out, … */
  readonly warnings: readonly string[];
}
