/** One classified item. */
export interface Outcome {
  readonly actual: number;
  readonly predicted: number;
  readonly speaker: string;
}

/** How well a classifier does. */
export interface Score {
  /** Unweighted average recall: the mean recall of the classes that occur, in [0, 1]. */
  readonly uar: number;
  /** 2.5th and 97.5th percentile of `uar` over 2,000 draws of speakers with replacement. */
  readonly interval: readonly [number, number];
  /** Per class, `NaN` for one that does not occur. */
  readonly recall: readonly number[];
  /** Counts, `[actual][predicted]`. */
  readonly confusion: readonly (readonly number[])[];
}

const DRAWS = 2000;

/** Returns the score of `outcomes` over `classes` classes. The draws are the same every time. */
export function score(outcomes: readonly Outcome[], classes: number): Score {
  const bySpeaker = [...Map.groupBy(outcomes, (outcome) => outcome.speaker).values()].map((group) => confusionOf(group, classes));
  const confusion = addUp(bySpeaker, classes);
  const random = generator(1);
  const draws = Float64Array.from({ length: DRAWS }, () => meanRecall(addUp(bySpeaker.map(() => bySpeaker[Math.floor(random() * bySpeaker.length)]!), classes)));
  draws.sort();
  return { uar: meanRecall(confusion), interval: [draws[DRAWS * 0.025]!, draws[DRAWS * 0.975]!], recall: recalls(confusion), confusion };
}

function confusionOf(outcomes: readonly Outcome[], classes: number): number[][] {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { actual, predicted } of outcomes) confusion[actual]![predicted]! += 1;
  return confusion;
}

function addUp(parts: readonly (readonly (readonly number[])[])[], classes: number): number[][] {
  return Array.from({ length: classes }, (_, a) => Array.from({ length: classes }, (_, p) => parts.reduce((sum, part) => sum + part[a]![p]!, 0)));
}

function recalls(confusion: readonly (readonly number[])[]): number[] {
  return confusion.map((row, c) => row[c]! / row.reduce((sum, count) => sum + count, 0));
}

function meanRecall(confusion: readonly (readonly number[])[]): number {
  const known = recalls(confusion).filter((recall) => !Number.isNaN(recall));
  return known.reduce((sum, recall) => sum + recall, 0) / known.length;
}

/** Returns numbers in [0, 1): a 32-bit linear congruential generator (Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
