import tf from '@tensorflow/tfjs';
import { lastValid } from '../layers/last-valid.ts';
import { linear } from '../layers/linear.ts';
import { lstm } from '../layers/lstm.ts';
import { maskedMean } from '../layers/masked-mean.ts';
import { mlp } from '../layers/mlp.ts';
import { toAlignedSequences, type AlignedSequences } from './aligned-sequences.ts';
import { meanDiscrepancy } from './mean-discrepancy.ts';
import { memoryFusion } from './memory-fusion.ts';
import { reconstruct } from './reconstruct.ts';
import { sequenceError } from './sequence-error.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `mfm`, with MERBench's search. `hidden`: units of each LSTM and length of each code; the factors have half as many. */
export const MFM_OPTIONS = {
  hidden: { default: 128, minimum: 2, maximum: 4096, integer: true, search: [128, 256] },
  memory: { default: 128, minimum: 1, maximum: 4096, integer: true },
  dropout: { default: 0.5, minimum: 0, maximum: 0.95, search: [0, 0.2, 0.5, 0.7] },
  reconstruction: { default: 0.1, minimum: 0, maximum: 1000, search: [0.01, 0.1, 0.5, 1] },
  discrepancy: { default: 10, minimum: 0, maximum: 1000, search: [10, 50, 100] },
} as const satisfies ModelOptions;

type MfmOptions = OptionValues<typeof MFM_OPTIONS>;

/**
 * Returns the multimodal factorization model (Tsai et al., "Learning Factorized Multimodal Representations", 2019), with the sizes of MERBench. A memory
 * fusion network gives the discriminative code z_y, an LSTM for each modality its generative code z_m; both become factors F_y, F_m, from
 * which each modality is reconstructed. The features are read from F_y. The loss, while training: `discrepancy` · Σ MMD(z, standard normal) +
 * `reconstruction` · Σ mean squared error, of the modalities that a clip has.
 */
export function mfm(options: MfmOptions): FusionModel {
  return {
    name: 'mfm',
    takes: 'aligned',
    perFrame: false,
    fuse(scope, inputs) {
      const aligned = toAlignedSequences('mfm', inputs, 2);
      const { states, weights } = memoryFusion(scope.in('fusion'), aligned, options);
      const code = linear(scope.in('code'), lastValid(states, aligned.extent), options.hidden);
      const factor = toFactor(scope.in('factor'), code, options);
      const size = factor.shape[1]!;
      return {
        features: mlp(scope.in('readout'), factor, { units: [size, size], dropout: options.dropout }),
        loss: scope.training ? generativeLoss(scope, aligned, { code, factor, options }) : undefined,
        weights: maskedMean(weights, aligned.extent),
      };
    },
  };
}

function toFactor(scope: Scope, code: Tensor, { hidden, dropout }: MfmOptions): Tensor {
  const size = Math.floor(hidden / 2);
  return tf.relu(mlp(scope, code, { units: [size, size], dropout }));
}

interface Discriminative {
  readonly code: Tensor;
  readonly factor: Tensor;
  readonly options: MfmOptions;
}

function generativeLoss(scope: Scope, { sequences, extent }: AlignedSequences, { code, factor, options }: Discriminative): Tensor {
  const anyPresent = tf.max(extent, 1, true);
  const errors = sequences.map((sequence) => {
    const own = generativeCode(scope.in(sequence.name), sequence, { extent, hidden: options.hidden });
    const factors = tf.concat([factor, toFactor(scope.in(sequence.name).in('factor'), own, options)], 1);
    const [, frames, dimensions] = sequence.values.shape as [number, number, number];
    const again = reconstruct(scope.in(sequence.name).in('reconstruction'), factors, { frames, dimensions });
    return {
      reconstruction: sequenceError(sequence.values, again, sequence.mask),
      discrepancy: discrepancy(scope, own, sequence.present),
    };
  });
  const sum = (terms: readonly Tensor[]) => terms.reduce((total, term) => tf.add(total, term));
  const discrepancies = sum([...errors.map((each) => each.discrepancy), discrepancy(scope, code, anyPresent)]);
  return tf.add(tf.mul(discrepancies, options.discrepancy), tf.mul(sum(errors.map((each) => each.reconstruction)), options.reconstruction));
}

function generativeCode(scope: Scope, { values, present }: Sequence, { extent, hidden }: { readonly extent: Tensor; readonly hidden: number }): Tensor {
  const { last } = lstm(scope.in('encoder'), values, { hidden, mask: extent });
  return tf.mul(linear(scope.in('code'), last, hidden), present);
}

function discrepancy(scope: Scope, codes: Tensor, present: Tensor): Tensor {
  return meanDiscrepancy(codes, present, scope.normal(codes.shape));
}
