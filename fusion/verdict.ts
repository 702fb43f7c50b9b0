/** The eight expressions of Aff-Wild2, in the order of its label files (index 0 to 7). */
export const EXPRESSIONS = ['neutral', 'anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'other'] as const;

/** One of the eight expressions. */
export type Expression = (typeof EXPRESSIONS)[number];

/** What a verdict can rest on. */
export type Modality = 'face' | 'voice' | 'text';

/** Probabilities over the expressions that the model knows: they sum to 1, an unknown class is an absent key, never zero. */
export type Probabilities = Readonly<Partial<Record<Expression, number>>>;

/** What is said of one person at one moment. */
export interface Verdict {
  readonly probabilities: Probabilities;
  /** The most probable expression. */
  readonly expression: Expression;
  /** In [-1, 1]. */
  readonly valence: number;
  /** In [-1, 1]. */
  readonly arousal: number;
  /** `measured`: from a model output; `derived`: expectation over published class coordinates. */
  readonly valenceArousal: 'measured' | 'derived';
  /** The modalities it rests on. */
  readonly restsOn: readonly Modality[];
}
