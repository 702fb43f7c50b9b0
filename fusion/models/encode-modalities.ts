import tf from '@tensorflow/tfjs';
import { mlpEncoder, type EncoderOptions } from './mlp-encoder.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { ModalityInputs } from './fusion-model.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** One modality of a batch of clips, encoded. */
export interface EncodedModality {
  readonly name: string;
  /** Shape `[B, H]`; zeros where the modality is missing. */
  readonly hidden: Tensor;
  /** Shape `[B]`: 1 where the clip has the modality. */
  readonly mask: Tensor;
}

/** Returns every modality through an encoder of its own, `encoder/<modality>/…`, in the order of the inputs. */
export function encodeModalities(scope: Scope, inputs: ModalityInputs, options: EncoderOptions): EncodedModality[] {
  return Object.entries(inputs).map(([name, { values, mask }]) => {
    const hidden = mlpEncoder(scope.in('encoder').in(name), values, options);
    return { name, hidden: tf.mul(hidden, tf.expandDims(mask, 1)), mask };
  });
}
