import { DatasetError } from '../../../../datasets/dataset-error.ts';
import { candidateQuality, type CandidateQuality, type JudgedSet } from '../../../../datasets/pseudo-labels/candidate-quality.ts';
import { TRAIN_ONLY_SPLIT } from '../../../../datasets/pseudo-labels/label-source.ts';
import { readClipCandidates, type CandidateColumns } from '../../../../datasets/tables/read-clip-candidates.ts';
import { list } from '../join-clips.ts';
import { readTruth } from '../read-truth.ts';
import { predictedCandidates, type PredictedSet } from './predicted-candidates.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';
import type { CandidateSet } from '../../../../datasets/pseudo-labels/candidate-sets.ts';
import type { ClipTruth } from '../clip-truth.ts';

/** Labels and candidates of all clips. */
export interface PartialTruth {
  readonly truths: readonly ClipTruth[];
  /** How good the sets of models are on labelled clips that they have not seen; absent where that is not told, and for other sources. */
  readonly quality?: CandidateQuality | undefined;
  readonly warnings: readonly string[];
}

/**
 * Resolves with what the tables say of each clip. A clip with candidates is learnt from these, and its label, where it has one, only judges; a clip with a label alone keeps it. Models
 * give candidates to clips without a label only, which are then in training parts only.
 *
 * @throws DatasetError as the readers of the tables do; NO_LABEL for a clip with neither, or when no clip has candidates
 */
export async function readPartialTruth(config: TrainingConfig): Promise<PartialTruth> {
  const { labels, folds } = config;
  const flattered = labels.predictions === undefined ? [] : [FLATTERED];
  const truths = await readTruth({ ...labels, unlabelled: 'keep' }, ['expression']);
  const { sets, quality } = await readSets(config, truths);
  const all = [...truths, ...strangers(sets, truths)].map((truth) => withCandidates(truth, sets.get(truth.clip), { predicted: labels.predictions !== undefined, given: folds.kind === 'given' }));
  const known = all.filter(({ candidates, targets }) => candidates !== undefined || targets.expression![0]! >= 0);
  const bare = all.find((truth) => !known.includes(truth));
  if (bare !== undefined && labels.unlabelled === 'refuse') throw new DatasetError('NO_LABEL', { path: labels.file, detail: `the clip "${bare.clip}" has neither a label nor a candidate`, next: 'Give it candidates (all classes, where nothing is known), remove the row, or skip such rows with `labels.unlabelled`.' });
  if (!known.some(({ candidates }) => candidates !== undefined)) throw new DatasetError('NO_LABEL', { path: labels.file, detail: 'no clip has candidates', next: 'Check where candidates are said to be, or leave out `training.partial`.' });
  const open = known.filter(({ candidates }) => candidates?.candidates.every((flag) => flag === 1)).map(({ clip }) => clip);
  return { truths: known, quality, warnings: [...flattered, ...(open.length === 0 ? [] : [`${open.length} clips have all classes as candidates, which says nothing of them: ${list(open)}.`])] };
}

/** On RAVDESS 0.59 in validation stood beside 0.43 on speakers that no model had heard. */
const FLATTERED = 'Candidates are from models that may have learnt from the clips which this run validates on, and its validation then flatters: believe the score of a test part only.';

interface Sets {
  readonly sets: ReadonlyMap<string, CandidateSet>;
  readonly quality?: CandidateQuality | undefined;
}

async function readSets({ labels }: TrainingConfig, truths: readonly ClipTruth[]): Promise<Sets> {
  const { predictions, rule, file, aliases } = labels;
  const classes = labels.classes!; // Known to be there: `checkConfig`
  if (predictions === undefined) return { sets: await readClipCandidates(file, { clip: labels.columns.clip, classes, aliases, columns: columnsOf(labels) }) };
  const sets = await predictedCandidates({ files: predictions.map((each) => each.file), classes, rule });
  const files = predictions.flatMap(({ validation }) => validation ?? []);
  const judged = files.length === 0 ? new Map<string, PredictedSet>() : await predictedCandidates({ files, classes, rule });
  return { sets, quality: candidateQuality(toJudged(judged, truths)) };
}

function columnsOf({ columns, votes, separator }: TrainingConfig['labels']): CandidateColumns {
  return votes === undefined ? { kind: 'list', column: columns.candidates!, separator } : { kind: 'votes', ...votes };
}

/** The label of the table comes before what a run once took for true. */
function toJudged(sets: ReadonlyMap<string, PredictedSet>, truths: readonly ClipTruth[]): JudgedSet[] {
  const labels = new Map(truths.map(({ clip, targets }) => [clip, targets.expression![0]!]));
  return [...sets].flatMap(([clip, { candidates, actual = -1 }]) => {
    const label = labels.get(clip) ?? -1;
    const truth = label >= 0 ? label : actual;
    return truth < 0 ? [] : [{ candidates, actual: truth }];
  });
}

/** Clips that models speak of and the table does not. */
function strangers(sets: ReadonlyMap<string, CandidateSet>, truths: readonly ClipTruth[]): ClipTruth[] {
  const there = new Set(truths.map(({ clip }) => clip));
  return [...sets.keys()].filter((clip) => !there.has(clip)).map((clip) => ({ clip, targets: { expression: Int32Array.of(-1) } }));
}

/** Nothing can be judged by a clip without a label, so that it is in no validation part, unless the table itself says which it is in. */
function withCandidates(truth: ClipTruth, set: CandidateSet | undefined, { predicted, given }: { readonly predicted: boolean; readonly given: boolean }): ClipTruth {
  const isKnown = truth.targets.expression![0]! >= 0;
  if (set === undefined || (predicted && isKnown)) return truth;
  const { candidates, weights } = set;
  const own = isKnown || given || truth.split?.startsWith('test') === true ? {} : { split: TRAIN_ONLY_SPLIT };
  return { ...truth, ...own, candidates: { candidates, weights } };
}
