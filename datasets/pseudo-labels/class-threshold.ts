import { agreeingModels } from './agreeing-models.ts';
import { quantile } from './quantile.ts';
import type { JudgedClip } from './scored-clip.ts';

/** How sure the models must be of one class. */
export interface ClassThreshold {
  /** Labelled clips of the class. */
  readonly labelled: number;
  /** Of these, how many are recognised. */
  readonly correct: number;
  /** A clip is selected when its confidence is above it. Absent: nothing is selected. */
  readonly threshold?: number;
  /** Whether the threshold was given, since no labelled clip of the class is recognised. */
  readonly fallback: boolean;
  /** Labelled clips that the same rule would select for the class: above the threshold, with as many models that agree. */
  readonly above: number;
  /** Of these, how many are of the class. `right / above` is the precision that is to be expected. */
  readonly right: number;
}

/** How thresholds are found. */
export interface ThresholdRule {
  /** Share of the recognised clips of a class that lie below its threshold, in `[0, 1]`. */
  readonly eta: number;
  /** Threshold of a class of which no labelled clip is recognised; without, nothing is selected for it. */
  readonly fallback?: number | undefined;
  /** How many models must have the label as their own. */
  readonly agree: number;
}

/**
 * Returns the threshold of each class, in their order: the η-quantile of the confidences of the labelled clips of that class which are recognised
 * (Lian et al., MER 2023, section 2.3), by `quantile`.
 *
 * @param judged predicted by models that were not trained on them
 */
export function classThresholds(judged: readonly JudgedClip[], classes: number, { eta, fallback, agree }: ThresholdRule): ClassThreshold[] {
  return Array.from({ length: classes }, (_, code) => {
    const labelled = judged.filter(({ actual }) => actual === code);
    const correct = labelled.filter(({ label }) => label === code);
    const threshold = correct.length > 0 ? quantile(correct.map(({ confidence }) => confidence), eta) : fallback;
    const counts = { labelled: labelled.length, correct: correct.length, fallback: correct.length === 0 && fallback !== undefined };
    if (threshold === undefined) return { ...counts, above: 0, right: 0 };
    const above = judged.filter((clip) => clip.label === code && clip.confidence > threshold && agreeingModels(clip).length >= agree);
    return { ...counts, threshold, above: above.length, right: above.filter(({ actual }) => actual === code).length };
  });
}
