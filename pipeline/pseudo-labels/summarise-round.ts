import { measureCandidates } from '../../datasets/pseudo-labels/candidate-sets.ts';
import type { CandidateQuality } from '../../datasets/pseudo-labels/candidate-quality.ts';
import { wilsonInterval } from '../../datasets/pseudo-labels/wilson-interval.ts';
import type { LabelledRound } from './label-round.ts';

/** What is told of one class. */
export interface ClassSummary {
  readonly name: string;
  /** Labelled clips that were judged, and how many of them were recognised. */
  readonly judged: number;
  readonly correct: number;
  readonly threshold: number | null;
  readonly fallback: boolean;
  /** Unlabelled clips that are taken for it, and those that are given the label. */
  readonly predicted: number;
  readonly selected: number;
  /** Part of the labelled clips that the same rule selects which are of the class; null where it selects none. */
  readonly precision: number | null;
  /** 95 % interval of it (Wilson), and how many clips it rests on. */
  readonly interval: readonly [number, number] | null;
  readonly restsOn: number;
  /** Clips in the training table, without and with pseudo-labels. */
  readonly before: number;
  readonly after: number;
  /** Part of the selected clips that are of the class in truth, where that was given. */
  readonly actual?: number | null;
}

/** What is told of a round. */
export interface RoundSummary {
  readonly round: number;
  readonly key: string;
  readonly eta: number;
  readonly models: readonly string[];
  readonly classes: readonly ClassSummary[];
  readonly unlabelled: number;
  readonly selected: number;
  /** Mean of the classes' precision, by how many are selected; null where none is known. */
  readonly precision: number | null;
  readonly rejected: Readonly<Record<string, number>>;
  readonly changes: { readonly promoted: number; readonly changed: number; readonly demoted: number; readonly kept: number };
  readonly conflicts: number;
  readonly candidates: CandidateQuality | null;
  readonly warnings: readonly string[];
  /** Against the truth of the unlabelled clips, where that was given. */
  readonly truth?: { readonly known: number; readonly precision: number | null; readonly all: number; readonly candidates: CandidateQuality | null };
}

/** Fewer recognised clips make a threshold that one clip can move far. */
const FEW = 5;

/**
 * Returns what is told of a round.
 *
 * @param truth class of unlabelled clips, for experiments; decides nothing
 */
export function summariseRound(result: LabelledRound, truth?: ReadonlyMap<string, number>): RoundSummary {
  const { inputs, selected, rejected, conflicts, ledger, quality } = result;
  const classes = inputs.classes.map((name, code) => summariseClass(result, { name, code, truth }));
  const count = (type: string) => ledger.changes.filter((change) => change.type === type).length;
  const [promoted, changed, demoted] = [count('promote'), count('change'), count('demote')];
  const known = classes.filter(({ precision, selected: some }) => precision !== null && some > 0);
  const total = known.reduce((sum, each) => sum + each.selected, 0);
  return {
    round: inputs.round,
    key: ledger.round.key,
    eta: inputs.rule.eta,
    models: inputs.models.map(({ name }) => name),
    classes,
    unlabelled: selected.length + rejected.length,
    selected: selected.length,
    precision: total === 0 ? null : known.reduce((sum, each) => sum + each.precision! * each.selected, 0) / total,
    rejected: Object.fromEntries([...Map.groupBy(rejected, ({ reason }) => reason)].map(([reason, clips]) => [reason, clips.length] as const).sort()),
    changes: { promoted, changed, demoted, kept: selected.length - promoted - changed },
    conflicts: conflicts.length,
    candidates: quality ?? null,
    warnings: [...inputs.warnings, ...classWarnings(classes), ...echoWarning(result)],
    ...(truth && { truth: compareWithTruth(result, truth) }),
  };
}

function summariseClass({ inputs, thresholds, selected, candidates }: LabelledRound, { name, code, truth }: { readonly name: string; readonly code: number; readonly truth: ReadonlyMap<string, number> | undefined }): ClassSummary {
  const { labelled, correct, threshold, fallback, above, right } = thresholds[code]!;
  const mine = selected.filter(({ label }) => label === code);
  const before = inputs.labels.labelled.filter(({ expression }) => expression === code).length;
  const checked = mine.flatMap(({ clip }) => truth?.get(clip) ?? []);
  return {
    name,
    judged: labelled,
    correct,
    threshold: threshold ?? null,
    fallback,
    predicted: candidates.filter(({ label }) => label === code).length,
    selected: mine.length,
    precision: above === 0 ? null : right / above,
    interval: above === 0 ? null : wilsonInterval(right, above),
    restsOn: above,
    before,
    after: before + mine.length,
    ...(truth && { actual: checked.length === 0 ? null : checked.filter((each) => each === code).length / checked.length }),
  };
}

function classWarnings(classes: readonly ClassSummary[]): string[] {
  const without = classes.filter(({ threshold }) => threshold === null).map(({ name }) => name);
  const given = classes.filter(({ fallback }) => fallback).map(({ name }) => name);
  const few = classes.filter(({ correct }) => correct > 0 && correct < FEW).map(({ name, correct }) => `${name} (${correct})`);
  return [
    ...(without.length === 0 ? [] : [`no labelled clip of ${without.join(', ')} is recognised, so there is no threshold and no clip is given that label; --fallback CONFIDENCE sets one.`]),
    ...(given.length === 0 ? [] : [`no labelled clip of ${given.join(', ')} is recognised: the threshold is the one of --fallback, and nothing tells how often it is right.`]),
    ...(few.length === 0 ? [] : [`the thresholds of ${few.join(', ')} rest on fewer than ${FEW} recognised clips.`]),
  ];
}

/** A model is sure of what it was trained on, right or wrong. */
function echoWarning({ inputs, selected }: LabelledRound): string[] {
  const trained = selected.filter(({ clip }) => inputs.labels.pseudo.has(clip)).length;
  return trained === 0 ? [] : [`${trained} of the ${selected.length} selected clips were trained on with the label of an earlier round: that a model is sure of them says little.`];
}

function compareWithTruth({ inputs, selected, candidates }: LabelledRound, truth: ReadonlyMap<string, number>): NonNullable<RoundSummary['truth']> {
  const judged = candidates.flatMap((clip) => (truth.has(clip.clip) ? [{ ...clip, actual: truth.get(clip.clip)! }] : []));
  const chosen = selected.filter(({ clip }) => truth.has(clip));
  const right = (clips: readonly { readonly clip: string; readonly label: number }[]) => clips.filter(({ clip, label }) => truth.get(clip) === label).length;
  return {
    known: judged.length,
    precision: chosen.length === 0 ? null : right(chosen) / chosen.length,
    all: judged.length === 0 ? 0 : right(judged) / judged.length,
    candidates: measureCandidates(judged, inputs.rule.candidates) ?? null,
  };
}
