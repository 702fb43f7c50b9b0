import tf from '@tensorflow/tfjs';
import { withRecorder } from '../compile/with-recorder.ts';
import { StepScope } from './step-scope.ts';
import type { InputSignature } from '../compile/trace.ts';
import type { Initialiser } from './initialiser.ts';
import type { Scope, Tensors } from './scope.ts';

/** A parameter or running statistic of a model. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initialiser: Initialiser;
}

/** What a model asked its scope for. */
export interface Declared {
  /** In the order in which they were first asked for. */
  readonly parameters: readonly ParameterSpec[];
  readonly running: readonly ParameterSpec[];
  /** Numbers drawn for each step: for dropout (int32), normal and uniform noise. */
  readonly draws: Draws;
}

/** How many random numbers of each kind one step needs. */
export interface Draws {
  readonly dropout: number;
  readonly normal: number;
  readonly uniform: number;
}

/**
 * Returns what `model` asks its scope for, found by tracing it once on inputs without values.
 *
 * @param inputs shapes of the inputs; named dimensions are traced with `sizes[name]`, by default 2
 */
export function declare(model: (scope: Scope, inputs: Tensors) => unknown, inputs: Readonly<Record<string, InputSignature>>, { training = true, size = 2 } = {}): Declared {
  return withRecorder((recorder) => {
    const make = (name: string, shape: readonly number[], type: 'float32' | 'int32' | 'bool' = 'float32') => tf.engine().makeTensorFromTensorInfo(recorder.input(name, shape, type));
    const scope = new StepScope({ training, tensor: ({ name, shape }) => make(name, shape), draw: (kind, shape) => make(kind, shape, kind === 'dropout' ? 'int32' : 'float32') });
    const tensors = Object.entries(inputs).map(([name, { dims, type }]) => [name, make(name, dims.map((dim) => (typeof dim === 'number' ? dim : size)), type)] as const);
    model(scope, Object.fromEntries(tensors));
    scope.takeUpdates();
    return scope.declared();
  });
}
