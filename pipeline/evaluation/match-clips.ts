import { DatasetError } from '../../datasets/dataset-error.ts';
import type { ClipPredictions, ClipRow } from '../../datasets/predictions/predictions.ts';
import type { ClipTruth } from '../../datasets/predictions/truth.ts';
import type { Protocol } from '../../datasets/protocols/protocol.ts';
import type { Predictions } from '../../fusion/metrics/summarise.ts';
import { noCommonClip } from './match-frames.ts';
import { areProbabilities } from './summarise-frames.ts';

/** Answers and labels of clips, one row a clip. */
export interface MatchedRows {
  readonly names: readonly string[];
  /** Rows in the order of `names`. A label that is missing has weight 0. */
  readonly series: Predictions;
  readonly missingClips: readonly string[];
  readonly extraClips: readonly string[];
  /** Clips with an answer whose labels are missing or placeholders. */
  readonly invalid: number;
}

type Label = ClipRow;

/** More clips than this of one class alone are the placeholders that the organisers' preparation writes. */
const PLACEHOLDERS = 20;

/** Returns answers beside labels. @throws DatasetError NO_COMMON_CLIP; NO_LABEL for labels that are placeholders or lack what is asked for */
export function matchClips(predictions: ClipPredictions, truth: ClipTruth, protocol: Protocol): MatchedRows {
  const labelled = [...truth.clips].filter(([, label]) => isLabelled(label, protocol));
  refusePlaceholders(labelled, protocol);
  const common = labelled.filter(([clip]) => predictions.clips.has(clip));
  if (common.length === 0) throw noCommonClip(predictions.clips.keys(), labelled.map(([clip]) => clip));
  const rows = common.map(([clip, label]) => ({ answer: predictions.clips.get(clip)!, label }));
  const predicted = [...predictions.clips.keys()];
  return {
    names: common.map(([clip]) => clip),
    series: toSeries(rows, protocol),
    missingClips: labelled.flatMap(([clip]) => (predictions.clips.has(clip) ? [] : [clip])),
    extraClips: predicted.filter((clip) => !truth.clips.has(clip)),
    invalid: predicted.filter((clip) => truth.clips.has(clip)).length - common.length,
  };
}

function isLabelled({ expression, valence, words }: Label, protocol: Protocol): boolean {
  if (protocol.submission.kind === 'word-table') return words !== undefined;
  return (protocol.classes === undefined || expression !== undefined) && (protocol.valence === undefined || valence !== undefined);
}

function refusePlaceholders(labelled: readonly (readonly [string, Label])[], { id, classes, valence }: Protocol): void {
  if (labelled.length === 0) {
    const both = valence === undefined ? 'a label' : 'both an emotion and a valence (placeholders are none)';
    throw new DatasetError('NO_LABEL', { path: 'labels', detail: `no clip has ${both}, which ${id} needs`, next: 'Give labels that are out; a set without valence is scored with mer2023-semi.' });
  }
  const found = new Set(labelled.map(([, { expression }]) => expression));
  if (classes === undefined || found.size > 1 || labelled.length < PLACEHOLDERS) return;
  const name = classes[[...found][0]!]!;
  throw new DatasetError('NO_LABEL', { path: 'labels', detail: `all ${labelled.length} clips are "${name}": these are placeholders that the organisers' preparation writes before labels are out`, next: 'Give labels that are out.' });
}

function toSeries(rows: readonly { readonly answer: ClipRow; readonly label: Label }[], { classes, valence }: Protocol): Predictions {
  const column = (read: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, read);
  const actual = column(({ label }) => label.expression ?? -1);
  const scores = classes !== undefined && rows.every(({ answer }) => answer.scores?.length === classes.length) ? Float64Array.from(rows.flatMap(({ answer }) => answer.scores!)) : undefined;
  return {
    ...(classes !== undefined && { classes: { predicted: column(({ answer }) => answer.expression!), actual, classes: classes.length } }),
    ...(scores !== undefined && areProbabilities(scores, classes!.length) && { probabilities: { predicted: scores, actual, classes: classes!.length } }),
    ...(valence !== undefined && { continuous: { predicted: column(({ answer }) => answer.valence!), actual: column(({ label }) => label.valence!) } }),
  };
}
