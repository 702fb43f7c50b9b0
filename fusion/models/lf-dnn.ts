import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { encodeModalities } from './encode-modalities.ts';
import { utteranceModel } from './utterance-model.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** Options of `lf-dnn`, with the search of MER2024. */
export const LF_DNN_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0.2, 0.3, 0.4, 0.5] },
} as const satisfies ModelOptions;

/**
 * Returns late fusion by a deep network (Cambria et al., "Benchmarking Multimodal Sentiment Analysis", 2017, as in MER2024): the
 * encoded modalities side by side, dropout, then two linear layers with ReLU. A missing modality is zeros.
 */
export function lfDnn({ hidden, dropout }: OptionValues<typeof LF_DNN_OPTIONS>): FusionModel {
  return utteranceModel('lf-dnn', (scope, inputs) => {
    const all = tf.concat(encodeModalities(scope, inputs, { hidden, dropout }).map((modality) => modality.hidden), 1);
    const first = tf.relu(linear(scope.in('0'), scope.dropout(all, dropout), hidden));
    return { features: tf.relu(linear(scope.in('1'), first, hidden)) };
  });
}
