import type { Tensor } from '../tensor.ts';
import type { TrainerState } from './trainer.ts';

/** Runs a model on batches with whatever weights it was given last: for validation in training. */
export interface Predictor extends AsyncDisposable {
  /** Takes over parameters and running statistics of a saved state. */
  load(tensors: TrainerState['tensors']): Promise<void>;
  /** Resolves with the model's outputs. The buffers of `inputs` are transferred: do not use them afterwards. */
  predict(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}
