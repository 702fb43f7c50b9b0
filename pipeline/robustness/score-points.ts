import { bootstrapInterval, type Interval } from '../../fusion/metrics/bootstrap-interval.ts';
import { METRICS, type MetricName } from '../../fusion/metrics/metrics.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../../fusion/metrics/summarise.ts';
import type { Expression } from '../../fusion/verdict.ts';
import { chooseClass } from './choose-class.ts';
import type { GridPoint } from './grid.ts';
import type { AnsweredClip } from './robustness-clip.ts';
import type { ModalityAnswer, SystemAnswer } from './system.ts';

/** Of classes, those that a bootstrap sample has: all occur among the labels, so over the labels themselves nothing differs. */
const OVER_PRESENT = { uar: 'balanced-accuracy', 'macro-f1': 'macro-f1-present', 'weighted-f1': 'weighted-f1', accuracy: 'accuracy' } as const satisfies Record<string, MetricName>;

/** Name of what all modalities say together. */
export const FUSED = 'fused';

/** Metrics that a curve can be drawn of. */
export type RobustnessMetric = keyof typeof OVER_PRESENT;

/** A score with its interval, and for how many clips there was an answer. */
export interface CurveScore {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly answered: number;
}

/** The scores at one point of the grid. */
export interface PointScores {
  readonly point: GridPoint;
  /** By modality, `fused` among them. */
  readonly scores: Readonly<Record<string, CurveScore>>;
  /** The best single modality. */
  readonly best: string;
  /** `fused` less the best single modality, which is chosen anew in every sample; absent where there is but one modality. */
  readonly lead?: Omit<CurveScore, 'answered'>;
}

/** How answers are scored. */
export interface ScoringOptions {
  readonly points: readonly GridPoint[];
  /** Without `fused`. */
  readonly modalities: readonly string[];
  /** The expressions that occur among the labels. */
  readonly classes: readonly Expression[];
  readonly metric: RobustnessMetric;
  /** Returns what is drawn as a whole in bootstrap samples. */
  readonly groupOf: (clip: AnsweredClip) => string;
  readonly seed: number;
}

/**
 * Returns the scores at every point. A clip that a modality says nothing of counts as the class that is most frequent among the labels.
 *
 * @throws RangeError when there are fewer than two groups
 */
export function scorePoints(clips: readonly AnsweredClip[], options: ScoringOptions): PointScores[] {
  const { points, modalities, seed } = options;
  const names = [...modalities, FUSED];
  const groups = [...Map.groupBy(clips, options.groupOf).values()];
  return points.map((point, index) => {
    const summaries = groups.map((group) => Object.fromEntries(names.map((name) => [name, summaryOf(group, name, index, options)])));
    const { value } = METRICS[OVER_PRESENT[options.metric]];
    const of = (name: string) => ({ merge: mergeSummaries, value, seed, groups: summaries.map((summary) => summary[name]!) });
    const scores = Object.fromEntries(names.map((name) => {
      const { groups: parts, ...how } = of(name);
      return [name, { ...toScore(bootstrapInterval(parts, how)), answered: clips.filter(({ answers }) => answerOf(answers[index]!, name) !== undefined).length }];
    }));
    const best = modalities.reduce((first, name) => (scores[name]!.value > scores[first]!.value ? name : first));
    if (modalities.length < 2) return { point, scores, best };
    const lead = bootstrapInterval<Summaries>(summaries, { merge: (parts) => mergeEach(parts, names), value: (all) => value(all[FUSED]!) - Math.max(...modalities.map((name) => value(all[name]!))), seed });
    return { point, scores, best, lead: toScore(lead) };
  });
}

type Summaries = Readonly<Record<string, ScoreSummary>>;

function mergeEach(parts: readonly Summaries[], names: readonly string[]): Summaries {
  return Object.fromEntries(names.map((name) => [name, mergeSummaries(parts.map((part) => part[name]!))]));
}

function toScore({ value, low, high }: Interval): { readonly value: number; readonly low: number; readonly high: number } {
  return { value, low, high };
}

function answerOf({ modalities, fused }: SystemAnswer, name: string): ModalityAnswer | undefined {
  return name === FUSED ? fused : modalities[name];
}

/** The first of `classes` is the most frequent one. */
function summaryOf(clips: readonly AnsweredClip[], name: string, index: number, { classes }: ScoringOptions): ScoreSummary {
  const predicted = clips.map(({ answers }) => {
    const answer = answerOf(answers[index]!, name);
    return answer === undefined ? 0 : chooseClass(answer.probabilities, classes);
  });
  return summarise({ classes: { predicted, actual: clips.map(({ expression }) => classes.indexOf(expression)), classes: classes.length } });
}
