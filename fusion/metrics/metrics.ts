import { accuracyOf } from './accuracy.ts';
import { auF1Of } from './au-f1.ts';
import { brierOf } from './brier.ts';
import { calibrationErrorOf } from './calibration-error.ts';
import { cccOf } from './ccc.ts';
import type { JointMoments } from './joint-moments.ts';
import { macroF1Of } from './macro-f1.ts';
import { merCombined } from './mer-combined.ts';
import { mseOf } from './mse.ts';
import { negativeLogLikelihoodOf } from './negative-log-likelihood.ts';
import { pearsonOf } from './pearson.ts';
import { rmseOf } from './rmse.ts';
import type { ScoreSummary } from './summarise.ts';
import { uarOf } from './uar.ts';
import { weightedF1Of } from './weighted-f1.ts';

/** A part of the answers that a metric looks at. */
export type PredictionPart = keyof ScoreSummary;

/** A way to score a model's answers. */
export interface Metric {
  readonly needs: readonly PredictionPart[];
  readonly higherIsBetter: boolean;
  /** Returns the score. Throws a `RangeError` when a part that it needs is missing or has no row that counts. */
  readonly value: (summary: ScoreSummary) => number;
}

export type MetricName = keyof typeof METRICS;

/**
 * Every metric by the name that configs use. Those of continuous values are means over the columns (valence, arousal), so `ccc`
 * is ABAW's valence–arousal score; `mer-combined` takes valence from column 0. `uar` and `macro-f1` are over all classes;
 * `balanced-accuracy` and `macro-f1-present` leave out classes that do not occur.
 */
export const METRICS = {
  ccc: { needs: ['continuous'], higherIsBetter: true, value: overColumns(cccOf) },
  'ccc-valence': { needs: ['continuous'], higherIsBetter: true, value: (all) => cccOf(column(all, 0)) },
  'ccc-arousal': { needs: ['continuous'], higherIsBetter: true, value: (all) => cccOf(column(all, 1)) },
  pearson: { needs: ['continuous'], higherIsBetter: true, value: overColumns(pearsonOf) },
  mse: { needs: ['continuous'], higherIsBetter: false, value: overColumns(mseOf) },
  rmse: { needs: ['continuous'], higherIsBetter: false, value: overColumns(rmseOf) },
  accuracy: { needs: ['classes'], higherIsBetter: true, value: (all) => accuracyOf(part(all, 'classes')) },
  uar: { needs: ['classes'], higherIsBetter: true, value: (all) => uarOf(part(all, 'classes')) },
  'balanced-accuracy': { needs: ['classes'], higherIsBetter: true, value: (all) => uarOf(part(all, 'classes'), 'present') },
  'macro-f1': { needs: ['classes'], higherIsBetter: true, value: (all) => macroF1Of(part(all, 'classes')) },
  'macro-f1-present': { needs: ['classes'], higherIsBetter: true, value: (all) => macroF1Of(part(all, 'classes'), 'present') },
  'weighted-f1': { needs: ['classes'], higherIsBetter: true, value: (all) => weightedF1Of(part(all, 'classes')) },
  'mer-combined': {
    needs: ['classes', 'continuous'],
    higherIsBetter: true,
    value: (all) => merCombined(weightedF1Of(part(all, 'classes')), mseOf(column(all, 0))),
  },
  'au-f1': { needs: ['units'], higherIsBetter: true, value: (all) => auF1Of(part(all, 'units')) },
  'abaw-mtl': { needs: ['continuous', 'classes', 'units'], higherIsBetter: true, value: abawMtl },
  ece: { needs: ['probabilities'], higherIsBetter: false, value: (all) => calibrationErrorOf(part(all, 'probabilities')) },
  brier: { needs: ['probabilities'], higherIsBetter: false, value: (all) => brierOf(part(all, 'probabilities')) },
  nll: { needs: ['probabilities'], higherIsBetter: false, value: (all) => negativeLogLikelihoodOf(part(all, 'probabilities')) },
} as const satisfies Record<string, Metric>;

/** ABAW's multi-task score, in `[-1, 3]`: mean CCC of valence and arousal + macro F1 of expressions + mean F1 of action units. */
function abawMtl(all: ScoreSummary): number {
  return overColumns(cccOf)(all) + macroF1Of(part(all, 'classes')) + auF1Of(part(all, 'units'));
}

function overColumns(score: (moments: JointMoments) => number): Metric['value'] {
  return (all) => {
    const columns = part(all, 'continuous');
    return columns.reduce((sum, moments) => sum + score(moments), 0) / columns.length;
  };
}

function column(all: ScoreSummary, index: number): JointMoments {
  const columns = part(all, 'continuous');
  if (index >= columns.length) throw new RangeError(`continuous: column ${index} of ${columns.length} is asked for. Give it, or another metric.`);
  return columns[index]!;
}

function part<Key extends PredictionPart>(all: ScoreSummary, key: Key): NonNullable<ScoreSummary[Key]> {
  const found = all[key];
  if (found === undefined) throw new RangeError(`metric: it needs \`${key}\`, which the predictions lack. Give them, or choose another metric.`);
  return found;
}
