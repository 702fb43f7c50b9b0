import type { WordGrouping } from './word-groups.ts';

/** Sums over clips, for each grouping: shape `[groupings, 3]`, clips that count, Σ precision, Σ recall. */
export type WordSums = Float64Array;

/** Precision, recall and F1 of one grouping. */
export interface WordScore {
  /** Mean over clips: how many of the given groups are right. */
  readonly precision: number;
  /** Mean over clips: how many of the true groups are given. */
  readonly recall: number;
  /** `2PR / (P + R)` of these means; 0 when nothing is right. */
  readonly f1: number;
}

/** The words of one clip. */
export interface ClipWords {
  readonly clip: string;
  readonly predicted: readonly string[];
  readonly actual: readonly string[];
}

/** Returns the sums of one clip. A clip without an answer that is known has precision and recall 0. */
export function wordSums({ clip, predicted, actual }: ClipWords, groupings: readonly WordGrouping[]): WordSums {
  const sums = new Float64Array(3 * groupings.length);
  groupings.forEach(({ groupOf, skipUnknown }, index) => {
    const groups = (words: readonly string[]) => new Set(words.map((word) => groupOf(word, clip)).filter((group) => group !== undefined));
    const [given, wanted] = [groups(predicted), groups(actual)];
    if (wanted.size === 0 && skipUnknown) return;
    const right = given.intersection(wanted).size;
    sums[3 * index] = 1;
    sums[3 * index + 1] = given.size === 0 ? 0 : right / given.size;
    sums[3 * index + 2] = given.size === 0 || wanted.size === 0 ? 0 : right / wanted.size;
  });
  return sums;
}

/** Returns the sum of sums of the same groupings. */
export function mergeWordSums(parts: readonly WordSums[]): WordSums {
  const sum = new Float64Array(parts[0]!.length);
  for (const part of parts) for (let index = 0; index < sum.length; index++) sum[index]! += part[index]!;
  return sum;
}

/** Returns the scores of each grouping; NaN where no clip counts. */
export function wordScores(sums: WordSums): WordScore[] {
  return Array.from({ length: sums.length / 3 }, (_, index) => {
    const [clips, precision, recall] = [sums[3 * index]!, sums[3 * index + 1]! / sums[3 * index]!, sums[3 * index + 2]! / sums[3 * index]!];
    return { precision, recall, f1: clips > 0 && precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  });
}
