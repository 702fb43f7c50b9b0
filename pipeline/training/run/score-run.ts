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
  const groups = new Map<string, ScoreSummary>();
  const matrices: ConfusionMatrix[] = [];
  let grouped = true;
  let test: ScoreSummary = {};
  return {
    add(_fold, prediction) {
      const predictions = toPredictions(prediction, classes);
      const { group, clip } = prediction.example;
      grouped &&= group !== undefined;
      const key = group ?? clip;
      groups.set(key, mergeSummaries([groups.get(key) ?? {}, summarise(predictions)]));
      if (predictions.classes !== undefined) matrices.push(confusionMatrix(predictions.classes.predicted, predictions.classes.actual, predictions.classes));
    },
    addTest: (prediction) => (test = mergeSummaries([test, summarise(toPredictions(prediction, classes))])),
    scores(metric, folds) {
      const summaries = [...groups.values()];
      const all = mergeSummaries(summaries);
      const { low, high } = bootstrapInterval(summaries, { merge: mergeSummaries, value: METRICS[metric].value, replicates: REPLICATES, seed });
      const values = Object.values(folds);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      const testScores = scoreKnown(test);
      return { metric, value: METRICS[metric].value(all), interval: [low, high], intervalOver: grouped ? 'groups' : 'clips', all: scoreAll(all), folds, mean, deviation, ...(testScores && { test: testScores }) };
    },
    confusion: () => (matrices.length === 0 ? undefined : mergeConfusions(matrices)),
  };
}

/** Test labels may be hidden: then there is nothing to score. */
function scoreKnown(summary: ScoreSummary): RunScores['test'] {
  if (Object.keys(summary).length === 0) return undefined;
  try {
    return scoreAll(summary);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
