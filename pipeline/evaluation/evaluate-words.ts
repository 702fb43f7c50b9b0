import type { ClipPredictions } from '../../datasets/predictions/predictions.ts';
import type { ClipTruth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import type { ClipEvaluation, Evaluation } from './evaluation.ts';
import type { EvaluateOptions } from './evaluate.ts';
import { describeProtocol } from './evaluation-frame.ts';
import { noCommonClip } from './match-frames.ts';
import { refuseMissing } from './refuse-missing.ts';
import { orNull } from './score-of.ts';
import { toInterval, warnOfFew } from './to-interval.ts';
import { NO_SYNONYMS } from './words/read-synonyms.ts';
import { mergeWordSums, wordScores, wordSums, type ClipWords, type WordSums } from './words/score-words.ts';
import { WORD_METRICS } from './words/word-metrics.ts';

/** Returns the score of words of an open vocabulary. See `evaluate`. */
export function evaluateWords(predictions: ClipPredictions, truth: ClipTruth, { protocol, ...options }: EvaluateOptions & { readonly protocol: Protocol }): Evaluation {
  const { groupings = [NO_SYNONYMS], allowMissing, seed, replicates } = options;
  const { common, missing, labelled } = matchWords(predictions, truth);
  const gaps = refuseMissing({ rows: 0, clips: missing.length, first: missing.length > 0 ? `"${missing[0]!}"` : undefined, hints: [], allowed: allowMissing });
  const sums = common.map((words) => wordSums(words, groupings));
  const counted = sums.filter(countsAnywhere);
  if (counted.length === 0) throw new DatasetError('NO_LABEL', { path: 'labels', detail: 'hold no word that the tables of words know', next: 'Give the tables of the organisers with `--words`.' });
  const all = mergeWordSums(counted);
  const value = (name: string) => (of: WordSums) => WORD_METRICS[name]!(of, groupings);
  const interval = toInterval(counted, { merge: mergeWordSums, value: value(protocol.score.metric), seed, replicates, over: 'clips' });
  return {
    ...describeProtocol(protocol, truth),
    score: orNull(value(protocol.score.metric)(all)),
    ...(interval !== undefined && { interval }),
    parts: Object.fromEntries(protocol.score.parts.map((name) => [name, orNull(value(name)(all))])),
    counts: { clips: counted.length, rows: counted.length, invalid: common.length - counted.length, missing: 0, missingClips: missing.length, extra: 0, extraClips: [...predictions.clips.keys()].filter((clip) => !labelled.has(clip)).length },
    clips: wordTable(common, sums),
    warnings: [...gaps, ...(predictions.warnings ?? []), ...truth.warnings, ...warnOfFew(interval)],
  };
}

function matchWords(predictions: ClipPredictions, truth: ClipTruth) {
  const labelled = new Map([...truth.clips].flatMap(([clip, { words }]) => (words === undefined ? [] : [[clip, words] as const])));
  const common = [...labelled].flatMap(([clip, actual]): ClipWords[] => {
    const answer = predictions.clips.get(clip);
    return answer === undefined ? [] : [{ clip, actual, predicted: answer.words ?? [] }];
  });
  if (common.length === 0) throw noCommonClip(predictions.clips.keys(), labelled.keys());
  return { common, labelled, missing: [...labelled.keys()].filter((clip) => !predictions.clips.has(clip)) };
}

function countsAnywhere(sums: WordSums): boolean {
  return sums.some((value, index) => index % 3 === 0 && value > 0);
}

/** F1 is the mean over the groupings that know a word of the clip; null where none does. */
function wordTable(common: readonly ClipWords[], sums: readonly WordSums[]): ClipEvaluation[] {
  const mean = (of: WordSums) => {
    const known = wordScores(of).map(({ f1 }) => f1).filter(Number.isFinite);
    return orNull(known.reduce((sum, f1) => sum + f1, 0) / known.length);
  };
  return common
    .map(({ clip, actual, predicted }, index) => ({ clip, rows: 1, missing: 0, scores: { f1: mean(sums[index]!) }, actual: actual.join(', '), predicted: predicted.join(', ') }))
    .sort((a, b) => (a.scores.f1 ?? Infinity) - (b.scores.f1 ?? Infinity));
}
