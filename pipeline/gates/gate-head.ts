import type { LinearHead } from '../../plugins/gate/linear-head.ts';
import type { UnitRows } from '../../plugins/gate/unit-rows.ts';

/** Where features are, as the user gave them: one `.npy` file, or a folder for each modality. */
export interface GivenFeatures {
  /** `x.npy`, or `audio=features/audio-UTT`. */
  readonly features: readonly string[];
  /** A `.npy` file of classes, or a table as in training. */
  readonly labels?: string | undefined;
}

/** What the last layer of a head was given for some features. */
export interface HeadRows {
  readonly units: UnitRows;
  /** Shape `[n]`: −1 where it is not known. */
  readonly labels: Int32Array;
  /** Name of each row: the clip, with the number of the frame where there are several; or the number of the row. */
  readonly names: readonly string[];
}

/** A head that a gate is fitted on or used with. */
export interface GateHead extends AsyncDisposable {
  /** Path of the ONNX file. */
  readonly path: string;
  readonly sha256: string;
  readonly head: LinearHead;
  /** In the order of the logits. */
  readonly classes: readonly string[];
  /**
   * Resolves with the units of features, in order; of Gaussian noise with the mean and deviation of each feature in their place, when `seed` is given.
   *
   * @throws DatasetError when the features cannot be read or do not fit; GateError NOT_FINITE
   */
  read(given: GivenFeatures, options: { readonly signal: AbortSignal; readonly seed?: number }): Promise<HeadRows>;
}
