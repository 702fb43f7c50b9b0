import { bootstrapInterval } from '../../../fusion/metrics/bootstrap-interval.ts';
import { confusionMatrix, mergeConfusions, type ConfusionMatrix } from '../../../fusion/metrics/confusion-matrix.ts';
import { METRICS, type MetricName } from '../../../fusion/metrics/metrics.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../../../fusion/metrics/summarise.ts';
import { scoreAll } from '../../../fusion/metrics/score-all.ts';
import { toPredictions } from '../../../fusion/train/to-predictions.ts';
import type { Prediction } from '../../../fusion/train/predict-examples.ts';
import type { RunScores } from './run-event.ts';

/** Sums up predictions as they come, so that no more than a summary of each clip is kept. */
export interface RunScorer {
  /** Takes one answer of fold `fold` to one of its validation examples. */
  add(fold: string, prediction: Prediction): void;
  /** Takes one answer of all folds together to a test example. */
  addTest(prediction: Prediction): void;
  /** Returns the scores; `bestOfFolds` are those of the best epochs. */
  scores(metric: MetricName, bestOfFolds: Readonly<Record<string, number>>): RunScores;
  /** Returns the confusion matrix of all validation examples, where classes are predicted. */
  confusion(): ConfusionMatrix | undefined;
}

const REPLICATES = 1000;

/** Returns an empty scorer. */
export function scoreRun(classes: number, seed: number): RunScorer {
  const clips = new Map<string, { readonly group: string; readonly summary: ScoreSummary }>();
  const matrices: ConfusionMatrix[] = [];
  let test: ScoreSummary = {};
  return {
    add(_fold, prediction) {
      const predictions = toPredictions(prediction, classes);
      const { group, clip } = prediction.example;
      clips.set(clip, { group: group ?? '', summary: mergeSummaries([clips.get(clip)?.summary ?? {}, summarise(predictions)]) });
      if (predictions.classes !== undefined) matrices.push(confusionMatrix(predictions.classes.predicted, predictions.classes.actual, predictions.classes));
    },
    addTest: (prediction) => (test = mergeSummaries([test, summarise(toPredictions(prediction, classes))])),
    scores(metric, folds) {
      const { summaries, over } = toGroups([...clips.values()]);
      const all = mergeSummaries(summaries);
      const interval = intervalOf(summaries, metric, seed);
      const values = Object.values(folds);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      const testScores = scoreKnown(test);
      return { metric, value: METRICS[metric].value(all), interval, intervalOver: over, all: scoreAll(all), folds, mean, deviation, ...(testScores && { test: testScores }) };
    },
    confusion: () => (matrices.length === 0 ? undefined : mergeConfusions(matrices)),
  };
}

/** Summaries of speakers or videos; of clips where not every clip names one, or all name the same. */
function toGroups(clips: readonly { readonly group: string; readonly summary: ScoreSummary }[]): { readonly summaries: readonly ScoreSummary[]; readonly over: RunScores['intervalOver'] } {
  const groups = Map.groupBy(clips, ({ group }) => group);
  if (groups.size < 2 || groups.has('')) return { summaries: clips.map(({ summary }) => summary), over: 'clips' };
  return { summaries: [...groups.values()].map((members) => mergeSummaries(members.map(({ summary }) => summary))), over: 'groups' };
}

/** Of one clip there is no interval; nor does a sample count in which nothing has a label. */
function intervalOf(summaries: readonly ScoreSummary[], metric: MetricName, seed: number): RunScores['interval'] {
  if (summaries.length < 2) return [NaN, NaN];
  const value = (summary: ScoreSummary) => ifKnown(() => METRICS[metric].value(summary)) ?? NaN;
  const { low, high } = bootstrapInterval(summaries.map((summary) => partsFor(metric, summary)), { merge: mergeSummaries, value, replicates: REPLICATES, seed });
  return [low, high];
}

/** Parts that the metric does not look at would be summed up in each of the samples for nothing. */
function partsFor(metric: MetricName, summary: ScoreSummary): ScoreSummary {
  return Object.fromEntries(METRICS[metric].needs.map((part) => [part, summary[part]]).filter(([, value]) => value !== undefined)) as ScoreSummary;
}

/** Test labels may be hidden: then there is nothing to score. */
function scoreKnown(summary: ScoreSummary): RunScores['test'] {
  return Object.keys(summary).length === 0 ? undefined : ifKnown(() => scoreAll(summary));
}

function ifKnown<Score>(score: () => Score): Score | undefined {
  try {
    return score();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
