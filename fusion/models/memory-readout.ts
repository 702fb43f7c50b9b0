import { lastValid } from '../layers/last-valid.ts';
import { lstm } from '../layers/lstm.ts';
import { mlp } from '../layers/mlp.ts';
import type { Scope } from '../../runtime/train/scope.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What is read from the states of a memory network. */
export interface MemoryReadoutOptions {
  /** Shape `[B, T]`: 1 at the clip's frames. */
  readonly extent: Tensor;
  readonly output: 'clip' | 'frame';
  readonly hidden: number;
  readonly dropout: number;
  /** Runs a bidirectional LSTM over the vectors of the frames, as Wen et al. (2024) do for valence and arousal. */
  readonly context: boolean;
}

/**
 * Returns the features that MFN and Graph-MFN give: of the clip's last frame, or of every frame, through one hidden layer.
 *
 * @param states shape `[B, T, S]`
 * @returns shape `[B, hidden / 2]`; for frames `[B, T, hidden]` with context, else `[B, T, hidden / 2]`
 */
export function memoryReadout(scope: Scope, states: Tensor, { extent, output, hidden, dropout, context }: MemoryReadoutOptions): Tensor {
  const size = Math.ceil(hidden / 2);
  const read = (x: Tensor) => mlp(scope.in('readout'), x, { units: [hidden, size], dropout });
  if (output === 'clip') return read(lastValid(states, extent));
  const frames = read(states);
  return context ? lstm(scope.in('context'), frames, { hidden: size, mask: extent, direction: 'both' }).states : frames;
}
