import type { ClipPredictions } from '../../datasets/predictions/predictions.ts';
import type { ClipTruth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { summarise, type Predictions, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { ClipEvaluation, Evaluation } from './evaluation.ts';
import type { EvaluateOptions } from './evaluate.ts';
import { describeProtocol, describeSummary } from './evaluation-frame.ts';
import { matchClips, type MatchedRows } from './match-clips.ts';
import { refuseMissing } from './refuse-missing.ts';
import { orNull, scoreOf, scoresOf } from './score-of.ts';
import { toInterval, warnOfFew } from './to-interval.ts';
import { warnOf } from './warn-of.ts';

/** Returns the score of one answer a clip. See `evaluate`. */
export function evaluateClips(predictions: ClipPredictions, truth: ClipTruth, { protocol, ...options }: EvaluateOptions & { readonly protocol: Protocol }): Evaluation {
  const matched = matchClips(predictions, truth, protocol);
  const { names, series, missingClips, extraClips, invalid } = matched;
  const gaps = refuseMissing({ rows: 0, clips: missingClips.length, first: missingClips.length > 0 ? `"${missingClips[0]!}"` : undefined, hints: [], allowed: options.allowMissing });
  const all = summarise(series);
  const { metric, parts } = protocol.score;
  const interval = toInterval(rowGroups(series, names.length), { ...rowBootstrap(series, names.length), value: (summary) => scoreOf(metric, summary()), ...options, over: 'clips' });
  return {
    ...describeProtocol(protocol, truth),
    score: orNull(scoreOf(metric, all)),
    ...(interval !== undefined && { interval }),
    parts: scoresOf(parts, all),
    counts: { clips: names.length, rows: names.length, invalid, missing: 0, missingClips: missingClips.length, extra: 0, extraClips: extraClips.length },
    ...describeSummary(all, protocol),
    clips: clipTable(matched, protocol),
    warnings: [...gaps, ...(predictions.warnings ?? []), ...truth.warnings, ...warnOfFew(interval), ...warnOf(all, protocol)],
  };
}

/** A row, or all that were drawn: thousands of summaries of one row each would take long to merge. */
type Drawn = (() => ScoreSummary) & { readonly row?: number };

function rowGroups(series: Predictions, rows: number): Drawn[] {
  return Array.from({ length: rows }, (_, row) => Object.assign(() => summarise(series), { row }));
}

/** Sums up drawn rows by how often each was drawn, as its weight. */
function rowBootstrap(series: Predictions, rows: number) {
  return {
    merge(parts: readonly Drawn[]): Drawn {
      const weights = new Float64Array(rows);
      for (const { row } of parts) weights[row!]!++;
      return () => summarise(withWeights(series, weights));
    },
  };
}

function withWeights({ classes, continuous }: Predictions, weights: Float64Array): Predictions {
  return { ...(classes && { classes: { ...classes, weights } }), ...(continuous && { continuous: { ...continuous, weights } }) };
}

/** Clips that were taken for another class first, then those whose valence is far off. */
function clipTable({ names, series: { classes, continuous } }: MatchedRows, { classes: labels = [] }: Protocol): ClipEvaluation[] {
  const table = names.map((clip, row) => ({
    clip,
    rows: 1,
    missing: 0,
    scores: { ...(continuous !== undefined && { 'valence-error': Math.abs(continuous.predicted[row]! - continuous.actual[row]!) }) },
    ...(classes !== undefined && { actual: labels[classes.actual[row]!]!, predicted: labels[classes.predicted[row]!]! }),
  }));
  const isWrong = ({ actual, predicted }: (typeof table)[number]) => Number(actual !== predicted);
  return table.sort((a, b) => isWrong(b) - isWrong(a) || (b.scores['valence-error'] ?? 0) - (a.scores['valence-error'] ?? 0));
}
