import type { FramePredictions } from '../../datasets/predictions/predictions.ts';
import type { FrameTruth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import { mergeSummaries, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { ClipEvaluation, Evaluation } from './evaluation.ts';
import type { EvaluateOptions } from './evaluate.ts';
import { describeProtocol, describeSummary } from './evaluation-frame.ts';
import { matchFrames } from './match-frames.ts';
import type { Matched, MatchedClip } from './matched.ts';
import { refuseMissing } from './refuse-missing.ts';
import { orNull, scoreOf, scoresOf } from './score-of.ts';
import { toInterval, warnOfFew } from './to-interval.ts';
import { warnOf } from './warn-of.ts';

/** Returns the score of one answer a frame. See `evaluate`. */
export function evaluateFrames(predictions: FramePredictions, truth: FrameTruth, { protocol, ...options }: EvaluateOptions & { readonly protocol: Protocol }): Evaluation {
  const matched = matchFrames(predictions, truth, protocol);
  const missing = sum(matched, 'missing');
  const gaps = refuseMissing({ rows: missing, clips: matched.missingClips.length, first: matched.firstMissing, hints: matched.warnings, allowed: options.allowMissing });
  const scored = matched.clips.filter(({ rows }) => rows > 0);
  const all = mergeSummaries(scored.map(({ summary }) => summary));
  const { metric, parts } = protocol.score;
  const interval = intervalOf(scored, metric, options);
  const swapped = mergeSummaries(scored.flatMap((clip) => (clip.swapped === undefined ? [] : [clip.swapped])));
  return {
    ...describeProtocol(protocol, truth),
    score: orNull(scoreOf(metric, all)),
    ...(interval !== undefined && { interval }),
    parts: scoresOf(parts, all),
    counts: {
      clips: scored.length,
      rows: sum(matched, 'rows'),
      invalid: sum(matched, 'invalid'),
      missing,
      missingClips: matched.missingClips.length,
      extra: sum(matched, 'extra'),
      extraClips: matched.extraClips.length,
    },
    ...describeSummary(all, protocol),
    clips: worstFirst(scored, protocol),
    warnings: [...gaps, ...(options.allowMissing === true ? matched.warnings : []), ...(predictions.warnings ?? []), ...truth.warnings, ...warnOfFew(interval), ...warnOf(all, protocol, swapped)],
  };
}

function sum({ clips }: Matched, key: 'rows' | 'invalid' | 'missing' | 'extra'): number {
  return clips.reduce((total, clip) => total + clip[key], 0);
}

/** Two people of one video are drawn together. */
function intervalOf(scored: readonly MatchedClip[], metric: string, { seed, replicates }: EvaluateOptions) {
  const groups = [...Map.groupBy(scored, ({ group }) => group).values()].map((clips) => mergeSummaries(clips.map(({ summary }) => summary)));
  return toInterval<ScoreSummary>(groups, { merge: mergeSummaries, value: (summary) => scoreOf(metric, summary), seed, replicates, over: 'videos' });
}

/** Metrics of one clip: classes that do not occur in it are left out of means. */
function metricsOf({ score, classes, units, valence }: Protocol): string[] {
  const all = [...(valence === undefined ? [] : ['ccc', 'ccc-valence', 'ccc-arousal']), ...(classes === undefined ? [] : ['macro-f1-present', 'accuracy']), ...(units === undefined ? [] : ['au-f1'])];
  return classes !== undefined && valence !== undefined && units !== undefined ? [score.metric, ...all] : all;
}

function worstFirst(scored: readonly MatchedClip[], protocol: Protocol): ClipEvaluation[] {
  const names = metricsOf(protocol);
  const clips = scored.map(({ clip, rows, missing, summary }) => ({ clip, rows, missing, scores: scoresOf(names, summary) }));
  return clips.sort((a, b) => (a.scores[names[0]!] ?? Infinity) - (b.scores[names[0]!] ?? Infinity));
}
