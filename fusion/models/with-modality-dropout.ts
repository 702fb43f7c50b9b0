import tf from '@tensorflow/tfjs';
import type { Scope } from '../../runtime/train/scope.ts';
import type { FusionModel, ModalityInputs } from './fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Returns `model`, from which each training step hides modalities: for each clip each of its modalities with probability
 * `rate`, whole sequences at once, but never the last one that the clip has. Outside training nothing is hidden.
 * (Neverova et al., "ModDrop", 2016.)
 *
 * @param rate from 0 to 1; with 1 exactly one modality is left of each clip
 */
export function withModalityDropout(model: FusionModel, rate: number): FusionModel {
  return {
    ...model,
    fuse: (scope, inputs, output) => model.fuse(scope, scope.training ? hide(scope.in('modality-dropout'), inputs, rate) : inputs, output),
  };
}

function hide(scope: Scope, inputs: ModalityInputs, rate: number): ModalityInputs {
  const modalities = Object.entries(inputs);
  const present = tf.stack(
    modalities.map(([, { mask }]) => (mask.rank === 1 ? mask : tf.max(mask, 1))),
    1,
  );
  const keep = tf.unstack(toKeep(scope.uniform(present.shape), present, rate), 1);
  return Object.fromEntries(
    modalities.map(([name, { values, mask }], index) => [name, { values, mask: tf.mul(mask, mask.rank === 1 ? keep[index]! : tf.expandDims(keep[index]!, 1)) }]),
  );
}

/** Returns `[B, M]`: 1 where the draw says so, and for the modality whose draw is the highest of those that the clip has. */
function toKeep(draws: Tensor, present: Tensor, rate: number): Tensor {
  const candidates = tf.sub(draws, tf.mul(2, tf.sub(1, present))); // Below any draw where there is nothing to keep
  const highest = tf.greaterEqual(candidates, tf.max(candidates, 1, true));
  return tf.cast(tf.logicalOr(tf.greaterEqual(draws, rate), highest), 'float32');
}
