import tf from '@tensorflow/tfjs';
import { toSequences, type Sequence } from './sequences.ts';
import type { ModalityInputs } from './fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Sequences on one timeline. */
export interface AlignedSequences {
  readonly sequences: readonly Sequence[];
  /** Shape `[B, T]`: 1 up to the clip's last feature of any modality. */
  readonly extent: Tensor;
}

/**
 * Returns the modalities as sequences on one timeline.
 *
 * @param model name of the model, for the message
 * @param least how many modalities the model needs
 * @throws RangeError when there are fewer, one is no batch of sequences, or their lengths differ
 */
export function toAlignedSequences(model: string, inputs: ModalityInputs, least: number): AlignedSequences {
  const sequences = toSequences(model, inputs, least);
  const lengths = sequences.map(({ name, mask }) => `${name} ${mask.shape[1]!}`);
  if (new Set(sequences.map(({ mask }) => mask.shape[1])).size > 1) {
    throw new RangeError(`${model}: it takes sequences on one timeline, and these have different numbers of frames: ${lengths.join(', ')}. Align them first.`);
  }
  return { sequences, extent: sequences.map(({ extent }) => extent).reduce((longest, extent) => tf.maximum(longest, extent)) };
}
