import tf from '@tensorflow/tfjs';
import { byRule } from './by-rule.ts';
import golden from './golden/sequence-models.json' with { type: 'json' };
import type { ModalityInputs } from '../../../fusion/models/fusion-model.ts';

type Masks = Readonly<Record<'audio' | 'text' | 'video', readonly (readonly number[])[]>>;

const SIZES = { audio: 4, text: 3, video: 5 };

/** How inputs differ from those of the golden script. */
export interface SequenceInputsOptions {
  /** Default: on one timeline. */
  readonly masks?: Masks;
  /** Frames of padding to add, all of them full of garbage. */
  readonly padding?: number;
}

/** Three clips by the golden script's rule; what the masks hide is garbage. */
export function sequenceInputs({ masks = golden.masks, padding = 0 }: SequenceInputsOptions = {}): ModalityInputs {
  const entries = Object.entries(masks).map(([name, rows]) => {
    const mask = tf.tensor2d(rows.map((row) => [...row]));
    const values = byRule(`input/${name}`, [...mask.shape, SIZES[name as keyof typeof SIZES]]);
    const garbage = tf.mul(tf.sub(1, tf.expandDims(mask, 2)), 1000);
    const add = (tensor: tf.Tensor, value: number) => tf.pad(tensor, [[0, 0], [0, padding], ...Array<[number, number]>(tensor.rank - 2).fill([0, 0])], value);
    return [name, { values: add(tf.add(values, garbage), 77), mask: add(mask, 0) }];
  });
  return Object.fromEntries(entries) as ModalityInputs;
}

/** The modalities of the golden script with a number of frames each. */
export function unalignedInputs(options: Omit<SequenceInputsOptions, 'masks'> = {}): ModalityInputs {
  return sequenceInputs({ ...options, masks: golden.unaligned });
}
