import type { ClassReport } from '../../fusion/metrics/class-report.ts';
import type { ClassScores } from '../../fusion/metrics/class-scores.ts';
import type { CalibrationSummary } from '../../fusion/metrics/calibration-summary.ts';

/** What an evaluation found. Plain data but for `calibration`; figures that are not defined are null. */
export interface Evaluation {
  readonly protocol: string;
  readonly title: string;
  readonly formula: string;
  /** Which split was scored; absent where the labels do not say. */
  readonly split?: string;
  readonly metric: string;
  /** Null where it is not defined: both series are constant and equal. */
  readonly score: number | null;
  /** Where 95 % of bootstrap samples of videos or clips lie; absent where there are fewer than two. */
  readonly interval?: ScoreInterval;
  /** Figures that belong to the score, in the order in which they are printed. */
  readonly parts: Readonly<Record<string, number | null>>;
  readonly counts: EvaluationCounts;
  readonly classes?: ClassReport;
  /** Row-major, row = actual, column = predicted. */
  readonly confusion?: readonly number[];
  readonly units?: readonly (ClassScores & { readonly name: string })[];
  /** How far probabilities can be trusted, where there are some. */
  readonly calibration?: CalibrationSummary;
  /** Worst first. */
  readonly clips: readonly ClipEvaluation[];
  readonly warnings: readonly string[];
  readonly published: readonly PublishedFigure[];
  readonly notes: readonly string[];
}

/** Bounds of the score. */
export interface ScoreInterval {
  readonly low: number | null;
  readonly high: number | null;
  readonly standardError: number | null;
  readonly level: number;
  readonly replicates: number;
  /** What was drawn. */
  readonly over: 'videos' | 'clips';
  /** How many there are. */
  readonly groups: number;
}

/** What was scored and what was not. */
export interface EvaluationCounts {
  /** Clips of which something was scored. */
  readonly clips: number;
  /** Rows (frames, or clips) with a label and an answer. */
  readonly rows: number;
  /** Rows with an answer and without a label: in the sequence, in no metric. */
  readonly invalid: number;
  /** Rows with a label and without an answer. */
  readonly missing: number;
  readonly missingClips: number;
  /** Rows with an answer beyond the labels. */
  readonly extra: number;
  readonly extraClips: number;
}

/** One clip. */
export interface ClipEvaluation {
  readonly clip: string;
  readonly rows: number;
  readonly missing: number;
  /** Metrics over the rows of this clip alone; their mean is not the score. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Where there is one answer a clip. */
  readonly actual?: string;
  readonly predicted?: string;
}

/** A figure that others reached. */
export interface PublishedFigure {
  readonly who: string;
  readonly on: string;
  readonly score: number;
  readonly source: string;
}
