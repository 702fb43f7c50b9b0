import tf from '@tensorflow/tfjs';
import { linear } from '../layers/linear.ts';
import { maskedMean } from '../layers/masked-mean.ts';
import { toAlignedSequences } from './aligned-sequences.ts';
import { dynamicFusionGraph, type Vertex } from './dynamic-fusion-graph.ts';
import { gatedMemory } from './gated-memory.ts';
import { memoryReadout } from './memory-readout.ts';
import { modalityStates, type ModalityStates } from './modality-states.ts';
import { previousFrames } from './previous-frames.ts';
import type { FusionModel } from './fusion-model.ts';
import type { ModelOptions, OptionValues } from './model-options.ts';
import type { Sequence } from './sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';

/** Options of `graph-mfn`, with MERBench's search. `hidden`: units of each modality's LSTM, of the vertices and of the hidden layers. */
export const GRAPH_MFN_OPTIONS = {
  hidden: { default: 128, minimum: 1, maximum: 4096, integer: true, search: [128, 256] },
  memory: { default: 128, minimum: 1, maximum: 4096, integer: true },
  /** Hidden units of the graph's networks. */
  inner: { default: 100, minimum: 1, maximum: 4096, integer: true },
  dropout: { default: 0.5, minimum: 0, maximum: 0.95, search: [0, 0.2, 0.5, 0.7] },
  /** The paper's networks, with efficacies in (0, 1), or those of the published code, which are linear. */
  graph: { default: 'paper', values: ['paper', 'as-published'] },
  /** For frames: a bidirectional LSTM over the features. */
  context: { default: true },
} as const satisfies ModelOptions;

/**
 * Returns Graph-MFN (Zadeh et al., "Multimodal Language Analysis in the Wild", 2018): the memory fusion network with a dynamic fusion
 * graph in place of the delta-memory attention. The graph sees the hidden states of each frame and the one before, as in the code that MERBench uses.
 * Its `weights` are the efficacies with which the single modalities reach the graph's output, the mean over the frames for a clip.
 */
export function graphMfn(options: OptionValues<typeof GRAPH_MFN_OPTIONS>): FusionModel {
  return {
    name: 'graph-mfn',
    takes: 'aligned',
    perFrame: true,
    fuse(scope, inputs, output) {
      const aligned = toAlignedSequences('graph-mfn', inputs, 2);
      const { extent, sequences } = aligned;
      const modalities = modalityStates(scope, aligned, options.hidden);
      const singles = modalities.map((states, index) => toVertex(scope, sequences[index]!, states));
      const graph = { size: options.hidden, hidden: options.inner, isLinear: options.graph === 'as-published' };
      const { fused, weights } = dynamicFusionGraph(scope.in('graph'), singles, graph);
      const memory = gatedMemory(scope, fused, { ...options, extent });
      const states = tf.concat([...modalities.map((each) => each.states), memory], 2);
      const features = memoryReadout(scope, states, { ...options, extent, output });
      return { features, weights: output === 'clip' ? maskedMean(weights, extent) : tf.mul(weights, tf.expandDims(extent, 2)) };
    },
  };
}

function toVertex(scope: Scope, { name, present }: Sequence, { states }: ModalityStates): Vertex {
  const window = tf.concat([previousFrames(states), states], 2);
  const values = tf.relu(linear(scope.in(name).in('vertex'), window, states.shape[2]!));
  return { name, values: tf.mul(values, tf.expandDims(present, 2)), present };
}
