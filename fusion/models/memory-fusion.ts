import tf from '@tensorflow/tfjs';
import { mlp } from '../layers/mlp.ts';
import { gatedMemory } from './gated-memory.ts';
import { modalityStates } from './modality-states.ts';
import { previousFrames } from './previous-frames.ts';
import type { AlignedSequences } from './aligned-sequences.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** Sizes of a memory fusion. */
export interface MemoryFusionOptions {
  /** Units of each modality's LSTM, and of the hidden layers. */
  readonly hidden: number;
  readonly memory: number;
  readonly dropout: number;
}

/** What a memory fusion makes of a batch. */
export interface MemoryFused {
  /** Shape `[B, T, M·hidden + memory]`: the modalities' hidden states, then the memory. */
  readonly states: Tensor;
  /** Shape `[B, T, M]`: the attention that falls on each modality. */
  readonly weights: Tensor;
}

const HIDDEN = -1e9;

/**
 * Returns the states of the memory fusion network (Zadeh et al., "Memory Fusion Network for Multi-view Sequential Learning", 2018): one LSTM a
 * modality, delta-memory attention over the cells c of each frame and the one before, `softmax(D([c[t−1], c[t]])) ⊙ [c[t−1], c[t]]`, and a gated memory
 * of what it lets through.
 */
export function memoryFusion(scope: Scope, aligned: AlignedSequences, { hidden, memory, dropout }: MemoryFusionOptions): MemoryFused {
  const modalities = modalityStates(scope, aligned, hidden);
  const cells = tf.concat(modalities.map((each) => each.cells), 2);
  const window = tf.concat([previousFrames(cells), cells], 2);
  const scores = mlp(scope.in('attention'), window, { units: [hidden, window.shape[2]!], dropout });
  const attention = tf.softmax(tf.add(scores, hideMissing(aligned, hidden)));
  const remembered = gatedMemory(scope, tf.mul(attention, window), { extent: aligned.extent, hidden, memory, dropout });
  return { states: tf.concat([...modalities.map((each) => each.states), remembered], 2), weights: shares(attention, modalities.length) };
}

/** Scores that take all attention from the cells of modalities that a clip lacks: shape `[B, 1, 2·M·hidden]`. */
function hideMissing({ sequences }: AlignedSequences, hidden: number): Tensor {
  const missing = tf.sub(1, tf.concat(sequences.map(({ present }) => present), 1));
  const [batch, count] = missing.shape as [number, number];
  const spread = tf.mul(tf.reshape(missing, [batch, 1, count, 1]), tf.fill([1, 2, count, hidden], HIDDEN));
  return tf.reshape(spread, [batch, 1, 2 * count * hidden]);
}

function shares(attention: Tensor, count: number): Tensor {
  const [batch, time, size] = attention.shape as [number, number, number];
  const parts = tf.reshape(attention, [batch * time, 2, count, size / (2 * count)]);
  return tf.reshape(tf.sum(parts, [1, 3]), [batch, time, count]);
}
