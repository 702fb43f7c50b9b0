import { agreeingModels } from './agreeing-models.ts';
import type { ClassThreshold } from './class-threshold.ts';
import type { ScoredClip } from './scored-clip.ts';

/** Why a clip is given no label. */
export type RejectionReason = 'no-threshold' | 'below-threshold' | 'too-few-models-agree' | 'over-the-cap' | 'other-label-in-an-earlier-round' | 'is-labelled' | 'is-test';

/** A clip that is given a label. */
export interface SelectedClip extends ScoredClip {
  readonly threshold: number;
  /** Models whose own answer the label is. */
  readonly agreeing: readonly string[];
}

/** A clip that is not. */
export interface RejectedClip extends ScoredClip {
  readonly threshold?: number | undefined;
  readonly reason: RejectionReason;
}

/** Both, in the order of the clips. */
export interface Selection {
  readonly selected: readonly SelectedClip[];
  readonly rejected: readonly RejectedClip[];
}

/** What is asked of a clip besides a confidence above the threshold of its class. */
export interface SelectionRule {
  /** How many models must have the label as their own. With several, 1 already turns away what only their mean supports. */
  readonly agree: number;
  /** At most this many of a class; the surest are taken, of equal ones by name. */
  readonly perClass?: number | undefined;
  /** As many of each class as of the one with the fewest, classes without any aside. */
  readonly balance: boolean;
}

/** Parts clips into those that are given a label and those that are not. */
export function selectClips(clips: readonly ScoredClip[], thresholds: readonly ClassThreshold[], rule: SelectionRule): Selection {
  const judged = clips.map((clip) => judge(clip, thresholds[clip.label]!, rule.agree));
  const passing = judged.filter(isSelected);
  const kept = new Set(capped(passing, rule).map(({ clip }) => clip));
  return {
    selected: passing.filter(({ clip }) => kept.has(clip)),
    rejected: judged.flatMap((each) => (!isSelected(each) ? [each] : kept.has(each.clip) ? [] : [toRejected(each, 'over-the-cap')])),
  };
}

/** Returns a clip that had been selected as one that is not. */
export function toRejected({ clip, probabilities, label, confidence, models, threshold }: SelectedClip, reason: RejectionReason): RejectedClip {
  return { clip, probabilities, label, confidence, models, threshold, reason };
}

function judge(clip: ScoredClip, { threshold }: ClassThreshold, agree: number): SelectedClip | RejectedClip {
  if (threshold === undefined) return { ...clip, reason: 'no-threshold' };
  if (!(clip.confidence > threshold)) return { ...clip, threshold, reason: 'below-threshold' };
  const agreeing = agreeingModels(clip);
  return agreeing.length < agree ? { ...clip, threshold, reason: 'too-few-models-agree' } : { ...clip, threshold, agreeing };
}

function isSelected(clip: SelectedClip | RejectedClip): clip is SelectedClip {
  return !('reason' in clip);
}

function capped(passing: readonly SelectedClip[], { perClass = Infinity, balance }: SelectionRule): SelectedClip[] {
  const groups = [...Map.groupBy(passing, ({ label }) => label).values()];
  const fewest = balance ? Math.min(...groups.map((group) => group.length)) : Infinity;
  const surestFirst = (a: SelectedClip, b: SelectedClip) => b.confidence - a.confidence || (a.clip < b.clip ? -1 : 1);
  return groups.flatMap((group) => [...group].sort(surestFirst).slice(0, Math.min(perClass, fewest)));
}
