import type { GateParameters, GateSettings } from './gate-method.ts';

/** What the head does not know, by the word that a user reads. */
export const UNLIKE_TRAINING = 'unlike training';

/** A fitted gate: what tells whether a head knows what it is shown. */
export interface Gate {
  /** sha256 of the ONNX file of the head. */
  readonly head: string;
  /** Key of `GATE_METHODS`. */
  readonly method: string;
  readonly settings: GateSettings;
  readonly parameters: GateParameters;
  /** Share of what is at home that is let through when nothing else is said, in (0, 1). */
  readonly coverage: number;
  /** Quantiles 0, 1/200, … 1 of the scores of validation, rising: shape `[201]`. */
  readonly reference: readonly number[];
  /** That the logits are to be divided by so that the probabilities are right as often as they say; absent where no labels were known. */
  readonly temperature?: number;
  /** What lies under a score is called by that name in place of "unlike training", the lowest first. */
  readonly reasons: readonly { readonly reason: string; readonly under: number }[];
  /** How it was chosen: of each method, AUROC of validation against each kind of outliers, in order of the mean. */
  readonly trials: readonly GateTrial[];
  /** How many rows each part had. */
  readonly counts: Readonly<Record<string, number>>;
}

/** One method at its best settings. */
export interface GateTrial {
  readonly method: string;
  readonly settings: GateSettings;
  /** By kind of outliers, in [0, 1]. */
  readonly auroc: Readonly<Record<string, number>>;
  readonly mean: number;
}
