import { pseudoSource, TRAIN_ONLY_SPLIT, TRUE_SOURCE } from './label-source.ts';
import type { ClipIdentity, ClipLabels } from '../tables/clip-labels.ts';
import type { SelectedClip } from './select-clips.ts';

/** One row of a table to train on. */
export interface TrainingRow extends Omit<ClipLabels, 'expression'> {
  readonly expression: string;
  /** Who gave the label. */
  readonly source: string;
  /** How often such a label is right, as far as was measured; 1 for one that people gave. */
  readonly weight: number;
}

/** What the labels of models are made into rows with. */
export interface PseudoRows {
  readonly selected: readonly SelectedClip[];
  readonly classes: readonly string[];
  /** What is known of unlabelled clips besides. */
  readonly identities: ReadonlyMap<string, ClipIdentity>;
  /** Round in which a clip was given the label that it has. */
  readonly roundOf: (clip: string) => number;
  /** Precision by class. Absent where none was measured: the confidence counts. */
  readonly precision: readonly (number | undefined)[];
}

/** Returns the rows of people's labels, then those of models, which are never validated on. */
export function trainingRows(labelled: readonly ClipLabels[], { selected, classes, identities, roundOf, precision }: PseudoRows): TrainingRow[] {
  return [
    ...labelled.flatMap((clip) => (clip.expression === undefined ? [] : [{ ...clip, expression: classes[clip.expression]!, source: TRUE_SOURCE, weight: 1 }])),
    ...selected.map(({ clip, label, confidence }) => ({
      ...identities.get(clip),
      clip,
      split: TRAIN_ONLY_SPLIT,
      expression: classes[label]!,
      source: pseudoSource(roundOf(clip)),
      weight: precision[label] ?? confidence,
    })),
  ];
}
