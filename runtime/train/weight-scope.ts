import tf from '@tensorflow/tfjs';
import { StepScope } from './step-scope.ts';
import type { Scope } from './scope.ts';
import type { TrainerState } from './trainer.ts';

/**
 * Returns a scope outside training whose parameters are the numbers of a trained state: constants, which no gradient reaches.
 *
 * @param state tensors of a state that `Trainer.save` gave; others than parameters and running statistics are not looked at
 * @throws RangeError when the model asks for a parameter that the state lacks
 */
export function weightScope(state: TrainerState['tensors']): Scope {
  const tensor = ({ name, shape }: { readonly name: string; readonly shape: readonly number[] }) => {
    const stored = state[`parameter:${name}`] ?? state[`running:${name}`];
    if (stored === undefined) throw new RangeError(`parameter ${name}: the trained state has none of that name`);
    return tf.tensor(stored.data, [...shape]);
  };
  return new StepScope({ training: false, tensor, draw: neverDrawn });
}

/** A source of noise for scopes outside training, which ask for none. */
export function neverDrawn(): never {
  throw new Error('noise is asked for outside training');
}
