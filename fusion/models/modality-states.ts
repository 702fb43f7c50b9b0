import tf from '@tensorflow/tfjs';
import { lstm } from '../layers/lstm.ts';
import type { AlignedSequences } from './aligned-sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What the memory of one modality went through, zeros where the clip lacks it. */
export interface ModalityStates {
  /** Hidden states, shape `[B, T, H]`. */
  readonly states: Tensor;
  /** Cell states, shape `[B, T, H]`. */
  readonly cells: Tensor;
}

/** Runs an LSTM of `hidden` units over each modality, from the clip's first frame to its last: the "system of LSTMs" of Zadeh et al., "Memory Fusion Network" (2018). */
export function modalityStates(scope: Scope, { sequences, extent }: AlignedSequences, hidden: number): readonly ModalityStates[] {
  return sequences.map(({ name, values, present }) => {
    const { states, cells } = lstm(scope.in(name).in('lstm'), values, { hidden, mask: extent });
    const isThere = tf.expandDims(present, 2);
    return { states: tf.mul(states, isThere), cells: tf.mul(cells, isThere) };
  });
}
