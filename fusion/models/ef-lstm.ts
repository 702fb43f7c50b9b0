import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { lstm } from '../layers/lstm.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** Options of `ef-lstm`, with MER2024's search. */
export const EF_LSTM_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [128, 256, 512, 1024] },
  layers: { default: 2, minimum: 1, maximum: 8, integer: true, search: [2, 3, 4] },
  dropout: { default: 0.3, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.3, 0.5] },
  /** Reads both ways: later frames count too. */
  bidirectional: { default: false },
} as const satisfies ModelOptions;

/**
 * Returns early fusion by an LSTM (Williams et al., "Recognizing Emotions in Video Using Multimodal DNN Feature Fusion", 2018; MER2024): the modalities
 * of each frame side by side go through a stack of LSTMs with dropout between them. The features are `ReLU(W h + b)` of the state that the last layer
 * ends in, or of every frame's.
 */
export function efLstm({ hidden, layers, dropout, bidirectional }: OptionValues<typeof EF_LSTM_OPTIONS>): FusionModel {
  return {
    name: 'ef-lstm',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const { sequences, extent } = toAlignedSequences('ef-lstm', inputs, 1);
      const direction = bidirectional ? 'both' : 'forward';
      const below = Array.from({ length: layers - 1 }, (_, index) => scope.in(String(index)));
      const frames = tf.concat(sequences.map(({ values }) => values), 2);
      const x = below.reduce((input, layer) => layer.dropout(lstm(layer, input, { hidden, mask: extent, direction }).states, dropout), frames);
      const top = lstm(scope.in(String(layers - 1)), x, { hidden, mask: extent, direction });
      const read = scope.dropout(output === 'clip' ? top.last : top.states, dropout);
      return { features: tf.relu(linear(scope.in('readout'), read, hidden)) };
    },
  };
}
