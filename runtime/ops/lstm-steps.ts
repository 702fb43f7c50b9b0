import tf from '@tensorflow/tfjs';
import { frameSums } from './frame-sums.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { scan, type ScanBody } from './scan.ts';
import { validFrames } from './valid-frames.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What happens inside an LSTM at every frame: shapes `[T, D, B, H]`, each direction in its own order of time. */
export type LstmSteps = Readonly<Record<'input' | 'output' | 'forget' | 'candidate' | 'cell' | 'state', Tensor>>;

/** Runs an LSTM by one scan over all its directions. Input and forget gates are zero at padding, and so are cells and states. */
export function lstmSteps(x: Tensor, { weight, recurrence, bias }: RecurrentWeights, { direction, mask }: RecurrentOptions): LstmSteps {
  const backward = directionsOf(direction);
  const [directions, gates, hidden] = recurrence.shape as [number, number, number];
  const zeros = tf.zeros([directions, x.shape[1]!, hidden]);
  const sums = frameSums(x, { weight, bias: bias.reshape([directions, 2, gates]).sum(1) }, backward);
  const inputs = { sums, ...(mask && { valid: validFrames(mask, backward) }) };
  return scan(step, { carry: { state: zeros, cell: zeros }, inputs, constants: { recurrence } }).outputs;
}

const step: ScanBody = ({ carry, inputs, constants }) => {
  const sums = inputs.sums!.add(tf.matMul(carry.state!, constants.recurrence!, false, true));
  const hidden = carry.state!.shape[2]!;
  const [gates, candidates] = tf.split(sums, [3 * hidden, hidden], 2) as [Tensor, Tensor];
  const [into, output, past] = tf.split(gates.sigmoid(), 3, 2) as [Tensor, Tensor, Tensor];
  const [input, forget] = inputs.valid === undefined ? [into, past] : [into.mul(inputs.valid), past.mul(inputs.valid)];
  const candidate = candidates.tanh();
  const cell = forget.mul(carry.cell!).add(input.mul(candidate));
  const state = output.mul(cell.tanh());
  return { carry: { state, cell }, outputs: { input, output, forget, candidate, cell, state } };
};
