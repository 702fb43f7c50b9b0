/** Tells which words mean the same. */
export interface WordGroups {
  /** Names of the ways of grouping that are scored one by one and then averaged: `"wheel1"`. */
  readonly groupings: readonly WordGrouping[];
}

/** One way of grouping. */
export interface WordGrouping {
  readonly name: string;
  /** The level of a wheel, from the middle outwards; absent where there are no levels. */
  readonly level?: 1 | 2;
  /** What becomes of a clip without a true word that is known: left out, or scored. */
  readonly skipUnknown: boolean;
  /** Returns the group of a word of a clip; `undefined` leaves the word out. */
  readonly groupOf: (word: string, clip: string) => string | undefined;
}
