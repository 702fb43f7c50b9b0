import tf from '@tensorflow/tfjs';
import { conv1d } from '../layers/conv1d.ts';
import { lastValid } from '../layers/last-valid.ts';
import { linear } from '../layers/linear.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import { crossmodalEncoder } from './crossmodal-encoder.ts';
import { toSequences, type Sequence } from './sequences.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Options of `mult`, with MERBench's search. */
export const MULT_OPTIONS = {
  /** Length of a frame of one modality inside the model; `heads` must divide it. */
  hidden: { default: 64, minimum: 1, maximum: 4096, integer: true, search: [64, 128, 256] },
  heads: { default: 8, minimum: 1, maximum: 64, integer: true },
  /** Layers of each crossmodal transformer. */
  layers: { default: 4, minimum: 1, maximum: 48, integer: true, search: [2, 4, 6] },
  /** Layers of the transformer that reads what was gathered for a modality; the published code has as many as `layers`, and 3 at least. */
  memoryLayers: { default: 3, minimum: 1, maximum: 48, integer: true },
  /** Taps of the convolutions before. */
  size: { default: 3, minimum: 1, maximum: 31, integer: true, search: [1, 3] },
  /** A frame sees itself and earlier ones only (by index: for sequences on one timeline). */
  causal: { default: false },
  dropout: { default: 0.1, minimum: 0, maximum: 0.95, search: [0, 0.1, 0.2, 0.3] },
  /** Takes sequences on one timeline only; then every frame gets the streams of all modalities, not that of the first one. */
  aligned: { default: false },
} as const satisfies ModelOptions;

type MultOptions = OptionValues<typeof MULT_OPTIONS>;

/**
 * Returns the multimodal transformer (Tsai et al., "Multimodal Transformer for Unaligned Multimodal Language Sequences", 2019): convolutions to a common
 * size (equation 2), positions (equation 3), for each pair of modalities a crossmodal transformer (equations 1 and 4), and for each modality a transformer
 * over what it gathered from all others. The features are the last frames of all modalities, through two linear layers with a shortcut. For frames they
 * are the stream of the first modality, which has seen all others, or with `aligned` the streams of all. Convolutions keep the number of frames.
 */
export function mult(options: MultOptions): FusionModel {
  return {
    name: 'mult',
    takes: options.aligned ? 'aligned' : 'unaligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const sequences = options.aligned ? toAlignedSequences('mult', inputs, 2).sequences : toSequences('mult', inputs, 2);
      const projected = sequences.map((sequence) => project(scope.in(sequence.name), sequence, options));
      const targets = output === 'clip' || options.aligned ? projected : projected.slice(0, 1);
      const streams = targets.map((target) => gather(scope.in(target.name), target, projected.filter((each) => each !== target), options));
      const read = output === 'clip' ? streams.map((stream, index) => lastValid(stream, targets[index]!.extent)) : streams;
      return { features: shortcut(scope, tf.concat(read, -1), options.dropout) };
    },
  };
}

function project(scope: Scope, sequence: Sequence, { hidden, size }: MultOptions): Sequence {
  const values = conv1d(scope.in('project'), sequence.values, { channels: hidden, size, padding: 'same', bias: false });
  return { ...sequence, values: tf.mul(values, tf.expandDims(sequence.extent, 2)) };
}

/** Returns what `target` gathers from `sources`, shape `[B, T, sources · hidden]`; zeros at padding and where the clip lacks the target. */
function gather(scope: Scope, target: Sequence, sources: readonly Sequence[], options: MultOptions): Tensor {
  const { heads, layers, memoryLayers, causal, dropout } = options;
  const crossed = sources.map((source) => crossmodalEncoder(scope.in(`from-${source.name}`), target, { source, heads, layers, causal, dropout }));
  const memory = crossmodalEncoder(scope.in('memory'), { ...target, values: tf.concat(crossed, 2) }, { heads, layers: memoryLayers, causal, dropout });
  return tf.mul(memory, tf.expandDims(tf.mul(target.extent, target.present), 2));
}

function shortcut(scope: Scope, x: Tensor, dropout: number): Tensor {
  const size = x.shape.at(-1)!;
  const hidden = scope.dropout(tf.relu(linear(scope.in('readout').in('0'), x, size)), dropout);
  return tf.add(x, linear(scope.in('readout').in('1'), hidden, size));
}
