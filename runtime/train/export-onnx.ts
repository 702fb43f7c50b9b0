import { compile } from '../compile/compile.ts';
import { weightScope } from './weight-scope.ts';
import type { InputSignature } from '../compile/trace.ts';
import type { Scope, Tensors } from './scope.ts';
import type { TrainerState } from './trainer.ts';

/** What a trained model computes outside training. */
export type Predict = (scope: Scope, inputs: Tensors) => Tensors;

/** What to write into the file. */
export interface ExportOptions {
  readonly name: string;
  /** Inputs by name, in the order of the file; a string names a dimension that may vary: `['batch', 'time', 1024]`. */
  readonly inputs: Readonly<Record<string, InputSignature>>;
  readonly predict: Predict;
  /** Label order, preprocessing, licence, …: kept in the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Returns a standard ONNX file of a trained model, its weights in the file.
 *
 * @param weights tensors of a state that `Trainer.save` gave; others than parameters and running statistics are not looked at
 * @throws ModelError `UNSUPPORTED`, naming the operation, when a named dimension does not follow evenly through the model
 */
export function exportOnnx({ name, inputs, predict, metadata = {} }: ExportOptions, weights: TrainerState['tensors']): Uint8Array {
  return compile((tensors) => ({ ...predict(weightScope(weights), tensors) }), { name, inputs, metadata });
}
