import type { Tensor } from '../tensor.ts';
import type { ParameterSpec } from './declare.ts';

/** Values of one batch by name, each as many as its signature says. */
export type Batch = Readonly<Record<string, Float32Array | Int32Array | Uint8Array>>;

/** All that a run needs to go on as if it had never stopped. */
export interface TrainerState {
  /** Steps taken. */
  readonly step: number;
  /** By name: `parameter:…`, the optimiser's slots (`mean:…`), `running:…`, the rest. */
  readonly tensors: Readonly<Record<string, Tensor & { readonly type: 'float32' }>>;
}

/** Trains one model. Calls must not overlap. */
export interface Trainer extends AsyncDisposable {
  /** Steps taken so far. */
  readonly step: number;
  /** What is trained. */
  readonly parameters: readonly ParameterSpec[];
  /**
   * Takes one step for each batch, with the learning rate given for it, and resolves with what each gave: the metrics `loss`,
   * `gradient-norm` and those of the loss function, each of shape `[steps]`; and its reports, each of shape `[steps, …]`.
   *
   * @throws RangeError when a batch does not fit its signature
   */
  train(batches: readonly Batch[], rates: readonly number[]): Promise<Readonly<Record<string, Float32Array>>>;
  /** Resolves with a copy of the state. */
  save(): Promise<TrainerState>;
  /**
   * Goes back, or on, to a saved state.
   *
   * @throws RangeError naming the tensor that is missing, unknown or of another shape
   */
  load(state: TrainerState): Promise<void>;
}
