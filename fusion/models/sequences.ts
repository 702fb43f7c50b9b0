import tf from '@tensorflow/tfjs';
import { positions } from '../../runtime/ops/positions.ts';
import type { ModalityInputs } from './fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** The sequence of one modality, safe to compute with. */
export interface Sequence {
  readonly name: string;
  /** Shape `[B, T, D]`, zeros where there is no feature. */
  readonly values: Tensor;
  /** Shape `[B, T]`: 1 where there is a feature. */
  readonly mask: Tensor;
  /** Shape `[B, T]`: 1 up to the last feature, gaps included. */
  readonly extent: Tensor;
  /** Shape `[B, 1]`: 0 where the clip lacks this modality. */
  readonly present: Tensor;
}

/**
 * Returns the modalities as sequences, in their order.
 *
 * @param model name of the model, for the message
 * @param least how many modalities the model needs
 * @throws RangeError when there are fewer, or one is no batch of sequences
 */
export function toSequences(model: string, inputs: ModalityInputs, least: number): readonly Sequence[] {
  const modalities = Object.entries(inputs);
  if (modalities.length < least) {
    throw new RangeError(`${model}: it fuses ${modalities.length} modalities (${modalities.map(([name]) => name).join(', ') || 'none'}). Give at least ${least}.`);
  }
  return modalities.map(([name, { values, mask }]) => {
    const isSequence = values.rank === 3 && mask.rank === 2 && values.shape[0] === mask.shape[0] && values.shape[1] === mask.shape[1];
    if (isSequence) return toSequence(name, values, mask);
    throw new RangeError(
      `${model}: the shape of "${name}" is [${values.shape.join(', ')}], of its mask [${mask.shape.join(', ')}]. Give sequences [B, T, D] with masks [B, T].`,
    );
  });
}

function toSequence(name: string, values: Tensor, mask: Tensor): Sequence {
  const frames = tf.expandDims(tf.add(positions(mask.shape[1]!), 1), 0);
  const length = tf.max(tf.mul(mask, frames), 1, true);
  const extent = tf.cast(tf.lessEqual(frames, length), 'float32');
  return { name, values: tf.mul(values, tf.expandDims(mask, 2)), mask, extent, present: tf.max(mask, 1, true) };
}
