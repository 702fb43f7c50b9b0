import { wordScores, type WordScore, type WordSums } from './score-words.ts';
import type { WordGrouping } from './word-groups.ts';

/** Scores of open vocabularies, by the names that protocols use. */
export const WORD_METRICS: Readonly<Record<string, (sums: WordSums, groupings: readonly WordGrouping[]) => number>> = {
  'set-overlap': (sums) => mean(wordScores(sums).flatMap(({ precision, recall }) => [precision, recall])),
  'set-accuracy': (sums) => mean(wordScores(sums).map(({ precision }) => precision)),
  'set-recall': (sums) => mean(wordScores(sums).map(({ recall }) => recall)),
  'wheel-f1': (sums, groupings) => (level(1, 'f1')(sums, groupings) + level(2, 'f1')(sums, groupings)) / 2,
  'wheel-f1-level1': level(1, 'f1'),
  'wheel-f1-level2': level(2, 'f1'),
  'wheel-precision-level1': level(1, 'precision'),
  'wheel-recall-level1': level(1, 'recall'),
};

/** The mean over the wheels of one level. */
function level(wanted: 1 | 2, key: keyof WordScore) {
  return (sums: WordSums, groupings: readonly WordGrouping[]): number => mean(wordScores(sums).filter((_, index) => groupings[index]!.level === wanted).map((score) => score[key]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
