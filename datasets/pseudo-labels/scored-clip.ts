/** What one or several models say of a clip. */
export interface ScoredClip {
  readonly clip: string;
  /** Mean of the models by their weights, shape `[classes]`. */
  readonly probabilities: readonly number[];
  /** The most probable class; of equal ones the first. */
  readonly label: number;
  /** Its probability: the confidence. */
  readonly confidence: number;
  /** What each model says of it, shape `[classes]`. A model that says nothing of the clip is an absent key. */
  readonly models: ReadonlyMap<string, readonly number[]>;
}

/** A clip of which the truth is known. */
export interface JudgedClip extends ScoredClip {
  readonly actual: number;
}
