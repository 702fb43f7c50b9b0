import tf from '@tensorflow/tfjs';
import { lstm } from '../layers/lstm.ts';
import { linear } from '../layers/linear.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import { maskedSoftmax } from './masked-softmax.ts';
import { scoreJointly } from './score-jointly.ts';
import { weighModalities } from './weigh-modalities.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Sequence } from './sequences.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `attention-seq`; the defaults are those of Wen et al. */
export const ATTENTION_SEQ_OPTIONS = {
  hidden: { default: 64, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.4, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
  /** Whether the scores of a frame become weights that sum to 1, or are taken as they are. */
  softmax: { default: false },
} as const satisfies ModelOptions;

type AttentionSeqOptions = OptionValues<typeof ATTENTION_SEQ_OPTIONS>;

/**
 * Returns attention fusion frame by frame, as Wen et al. (2024) published it for valence and arousal: each modality goes through an LSTM, dropout and
 * a linear layer, one network scores the modalities of a frame from all of them, and their weighted sum goes through an LSTM in both directions.
 * The features have size 2 · `hidden`; those of a clip are the states in which the directions end.
 *
 * A modality has weight 0 at the frames that lack it, and is seen there as zeros.
 */
export function attentionSeq(options: AttentionSeqOptions): FusionModel {
  return {
    name: 'attention-seq',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const { sequences, extent } = toAlignedSequences('attention-seq', inputs, 1);
      const hidden = sequences.map((sequence) => encode(scope.in('encoder').in(sequence.name), sequence, options));
      const present = tf.stack(sequences.map(({ mask }) => mask), 2);
      const scores = scoreJointly(scope, hidden, options);
      const weights = options.softmax ? maskedSoftmax(scores, present) : tf.mul(scores, present);
      const frames = lstm(scope.in('frames'), weighModalities(hidden, weights), { hidden: options.hidden, mask: extent, direction: 'both' });
      return { features: output === 'clip' ? frames.last : frames.states, weights };
    },
  };
}

/** Returns `[B, T, H]`, zeros at the frames without the modality. */
function encode(scope: Scope, { values, mask, extent }: Sequence, { hidden, dropout }: AttentionSeqOptions): Tensor {
  const { states } = lstm(scope.in('lstm'), values, { hidden, mask: extent });
  return tf.mul(linear(scope.in('linear'), scope.dropout(states, dropout), hidden), tf.expandDims(mask, 2));
}
