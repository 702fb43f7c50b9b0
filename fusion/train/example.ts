/** What one modality brings to an example. */
export interface ExampleFeatures {
  /** Shape `[T, D]`, row-major; one row where the modality has one vector a clip. */
  readonly values: Float32Array;
  /** Shape `[T]`: 1 where there is a feature. Absent: everywhere. */
  readonly valid?: Uint8Array | undefined;
}

/** What is to be predicted: one value for the clip, or one for each row of the timeline. A class of −1 and a value of NaN mean: not known. */
export interface ExampleTargets {
  readonly expression?: Int32Array | undefined;
  /** Shape `[n, K]`: the annotators' votes as a distribution. */
  readonly votes?: Float32Array | undefined;
  readonly valence?: Float32Array | undefined;
  readonly arousal?: Float32Array | undefined;
}

/** One clip, or one window of a clip, as the trainer sees it. */
export interface Example {
  readonly clip: string;
  /** Speaker, video, …: what confidence intervals and folds are grouped by. */
  readonly group?: string | undefined;
  /** First row of the clip's timeline, for windows. Default 0. */
  readonly start?: number | undefined;
  /** By modality; a missing modality is an absent key. */
  readonly features: Readonly<Record<string, ExampleFeatures>>;
  readonly targets: ExampleTargets;
}

/** Examples that can be read in any order, as often as needed. */
export interface ExampleSource {
  readonly size: number;
  /** Resolves with example `index`; the same one each time. */
  read(index: number): Promise<Example>;
}

/** Returns a source over examples in memory. */
export function examplesInMemory(examples: readonly Example[]): ExampleSource {
  return { size: examples.length, read: (index) => Promise.resolve(examples[index]!) };
}
