import { createHash } from 'node:crypto';
import { classThresholds, type ClassThreshold } from '../../datasets/pseudo-labels/class-threshold.ts';
import { measureCandidates } from '../../datasets/pseudo-labels/candidate-sets.ts';
import type { CandidateQuality } from '../../datasets/pseudo-labels/candidate-quality.ts';
import { fuseScores } from '../../datasets/pseudo-labels/fuse-scores.ts';
import { ledgerChanges } from '../../datasets/pseudo-labels/ledger-changes.ts';
import { partConflicts } from '../../datasets/pseudo-labels/part-conflicts.ts';
import { selectClips, type RejectedClip, type SelectedClip } from '../../datasets/pseudo-labels/select-clips.ts';
import type { LedgerChange, LedgerRound } from '../../datasets/pseudo-labels/ledger.ts';
import type { JudgedClip, ScoredClip } from '../../datasets/pseudo-labels/scored-clip.ts';
import type { RoundInputs } from './open-round.ts';

/** Everything that a round comes to. */
export interface LabelledRound {
  readonly inputs: RoundInputs;
  readonly thresholds: readonly ClassThreshold[];
  readonly selected: readonly SelectedClip[];
  readonly rejected: readonly RejectedClip[];
  /** Clips that an earlier round gave another label; among the selected only when changes are taken. */
  readonly conflicts: readonly SelectedClip[];
  /** All unlabelled clips that candidate sets are made for. */
  readonly candidates: readonly ScoredClip[];
  /** Of candidate sets by the same rule on the labelled clips. */
  readonly quality?: CandidateQuality | undefined;
  readonly ledger: { readonly round: LedgerRound; readonly changes: readonly LedgerChange[] };
}

/** Gives labels to the clips of a round. The same inputs give the same result. */
export function labelRound(inputs: RoundInputs): LabelledRound {
  const { models, classes, rule, state, left, round } = inputs;
  const judged = judgedClips(inputs);
  const scored = fuseScores(models.map(({ name, weight, predictions }) => ({ name, weight, clips: probabilitiesOf(predictions.clips) }))).filter(({ clip }) => inputs.unlabelled.has(clip));
  const open = scored.filter(({ clip }) => !left.has(clip));
  const thresholds = classThresholds(judged, classes.length, rule);
  const chosen = selectClips(open, thresholds, rule);
  const parted = partConflicts(chosen, state.history, classes);
  const { selected, rejected } = rule.changes === 'drop' ? parted : chosen;
  const out = scored.flatMap((clip): RejectedClip[] => (left.has(clip.clip) ? [{ ...clip, reason: left.get(clip.clip)! }] : []));
  const all = [...rejected, ...out].sort((a, b) => (a.clip < b.clip ? -1 : 1));
  return {
    inputs,
    thresholds,
    selected,
    rejected: all,
    conflicts: parted.conflicts,
    candidates: open,
    quality: measureCandidates(judged, rule.candidates),
    ledger: { round: toLedgerRound(inputs, thresholds), changes: ledgerChanges({ selected, rejected: all }, state, { round, classes }) },
  };
}

function judgedClips({ models, leftOfValidation }: RoundInputs): JudgedClip[] {
  const actual = new Map(models.flatMap(({ validation }) => [...validation.clips].flatMap(([clip, row]) => (row.actual === undefined ? [] : [[clip, row.actual] as const]))));
  return fuseScores(models.map(({ name, weight, validation }) => ({ name, weight, clips: probabilitiesOf(validation.clips) }))).flatMap((clip) => {
    const code = actual.get(clip.clip);
    return code === undefined || leftOfValidation.has(clip.clip) ? [] : [{ ...clip, actual: code }];
  });
}

function probabilitiesOf(rows: RoundInputs['models'][number]['predictions']['clips']): Map<string, readonly number[]> {
  return new Map([...rows].map(([clip, { probabilities }]) => [clip, probabilities]));
}

function toLedgerRound(inputs: RoundInputs, thresholds: readonly ClassThreshold[]): LedgerRound {
  const { models, classes, rule, round, leaks, state, labels, lists } = inputs;
  const parts = models.map(({ name, weight, config, head, validation, predictions }) => ({ name, weight, ...(config && { seed: config.seed }), ...(head !== undefined && { head }), validation: validation.sha256, predictions: predictions.sha256 }));
  const found = Object.fromEntries(leaks.map(({ code, names }) => [code, names.length]));
  const decisive = { previous: state.key ?? null, round, rule, classes, models: parts, labels: labels.sha256, lists, leaks: found };
  const key = createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
  return { type: 'round', round, key, rule, classes, thresholds: thresholds.map(({ threshold }) => threshold ?? null), models: parts, leaks: found };
}
