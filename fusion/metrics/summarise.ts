import { mergeUnits, unitConfusions, type UnitSeries } from './au-f1.ts';
import { calibrationSummary, mergeCalibrations, type CalibrationSummary, type ProbabilitySeries } from './calibration-summary.ts';
import { confusionMatrix, mergeConfusions, type ClassOptions, type ConfusionMatrix } from './confusion-matrix.ts';
import type { Series } from './counted-rows.ts';
import { jointMoments, mergeMoments, type JointMoments } from './joint-moments.ts';

/** Class codes, predicted and actual, shape `[n]`. */
export interface ClassSeries extends ClassOptions {
  readonly predicted: ArrayLike<number>;
  readonly actual: ArrayLike<number>;
}

/**
 * Some rows of a model's answers beside what is true: all of them, or a chunk. What a task lacks is absent. Each part may have its
 * own number of rows.
 */
export interface Predictions {
  readonly classes?: ClassSeries;
  /** Valence in column 0, arousal, where there is one, in column 1. */
  readonly continuous?: Series;
  /** Action units. */
  readonly units?: UnitSeries;
  readonly probabilities?: ProbabilitySeries;
}

/** Everything that the metrics need to know about rows, in constant memory. Plain data: it can be stored or sent to a thread. */
export interface ScoreSummary {
  readonly classes?: ConfusionMatrix;
  /** One per column. */
  readonly continuous?: readonly JointMoments[];
  /** One per unit. */
  readonly units?: readonly ConfusionMatrix[];
  readonly probabilities?: CalibrationSummary;
}

/**
 * Returns the summary of some rows. To score what does not fit into memory, summarise chunk by chunk and merge.
 *
 * @throws RangeError when shapes differ, or a counted value is not finite or no class code; names the index
 * @example let all: ScoreSummary = {};
 * for await (const chunk of chunks) all = mergeSummaries([all, summarise(chunk)]);
 * METRICS.ccc.value(all);
 */
export function summarise({ classes, continuous, units, probabilities }: Predictions): ScoreSummary {
  return {
    ...(classes && { classes: confusionMatrix(classes.predicted, classes.actual, classes) }),
    ...(continuous && { continuous: columnMoments(continuous) }),
    ...(units && { units: unitConfusions(units) }),
    ...(probabilities && { probabilities: calibrationSummary(probabilities) }),
  };
}

/**
 * Returns the summary of all rows of all parts; of no parts, `{}`, which changes nothing when merged.
 *
 * @throws RangeError when the numbers of classes, columns, units or bins differ
 */
export function mergeSummaries(parts: readonly ScoreSummary[]): ScoreSummary {
  return {
    ...mergePart(parts, 'classes', mergeConfusions),
    ...mergePart(parts, 'continuous', mergeColumns),
    ...mergePart(parts, 'units', mergeUnits),
    ...mergePart(parts, 'probabilities', mergeCalibrations),
  };
}

type Part = keyof ScoreSummary;
type Present<Key extends Part> = NonNullable<ScoreSummary[Key]>;

function mergePart<Key extends Part>(parts: readonly ScoreSummary[], key: Key, merge: (present: Present<Key>[]) => Present<Key>): ScoreSummary {
  const present = parts.map((part) => part[key]).filter((part) => part !== undefined);
  return present.length === 0 ? {} : { [key]: merge(present) };
}

function columnMoments(series: Series): JointMoments[] {
  return Array.from({ length: series.columns ?? 1 }, (_, column) => jointMoments(series, column));
}

function mergeColumns(parts: readonly (readonly JointMoments[])[]): JointMoments[] {
  const columns = parts[0]!.length;
  const other = parts.find(({ length }) => length !== columns);
  if (other !== undefined) throw new RangeError(`continuous: ${other.length} columns beside ${columns}. Merge one task at a time.`);
  return parts[0]!.map((_, column) => mergeMoments(parts.map((part) => part[column]!)));
}
