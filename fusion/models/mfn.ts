import tf from '@tensorflow/tfjs';
import { maskedMean } from '../layers/masked-mean.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import { memoryFusion } from './memory-fusion.ts';
import { memoryReadout } from './memory-readout.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';

/** Options of `mfn`, with MERBench's search. `hidden`: units of each modality's LSTM and of the hidden layers. */
export const MFN_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [128, 256] },
  memory: { default: 128, minimum: 1, maximum: 4096, integer: true },
  dropout: { default: 0.5, minimum: 0, maximum: 0.95, search: [0, 0.2, 0.5, 0.7] },
  /** For frames: a bidirectional LSTM over the features. */
  context: { default: true },
} as const satisfies ModelOptions;

/**
 * Returns the memory fusion network (Zadeh et al., 2018), with the sizes and the output layers of MERBench; for frames as Wen et al. (2024) use it.
 * Its `weights` are the shares of the delta-memory attention that fall on each modality, the mean over the frames for a clip.
 */
export function mfn(options: OptionValues<typeof MFN_OPTIONS>): FusionModel {
  return {
    name: 'mfn',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const aligned = toAlignedSequences('mfn', inputs, 2);
      const { extent } = aligned;
      const { states, weights } = memoryFusion(scope, aligned, options);
      const features = memoryReadout(scope, states, { ...options, extent, output });
      return { features, weights: output === 'clip' ? maskedMean(weights, extent) : tf.mul(weights, tf.expandDims(extent, 2)) };
    },
  };
}
