import tf from '@tensorflow/tfjs';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { projectFrames } from './project-frames.ts';
import { scan, type ScanBody } from './scan.ts';
import type { LstmResult } from './lstm.ts';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Does what `lstm` does, operation by operation. */
export function lstmByScan(x: Tensor, weights: RecurrentWeights, { direction, mask }: RecurrentOptions): LstmResult {
  const sides = directionsOf(direction).map((reverse, index) => {
    const { frames, recurrence, recurrentBias } = projectFrames(x, weights, index);
    const initial = tf.zeros([x.shape[1]!, recurrence.shape[1]!]);
    const inputs = { gates: frames.add(recurrentBias), ...(mask && { mask: mask.expandDims(2) }) };
    return scan(step, { carry: { state: initial, cell: initial }, inputs, constants: { recurrence }, reverse }).outputs;
  });
  return { states: tf.stack(sides.map(({ state }) => state!), 1), cells: tf.stack(sides.map(({ cell }) => cell!), 1) };
}

const step: ScanBody = ({ carry, inputs, constants }) => {
  const sums = inputs.gates!.add(tf.matMul(carry.state as Tensor2D, constants.recurrence as Tensor2D, false, true));
  const [input, output, forget, candidate] = tf.split(sums, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const cell = keep(forget.sigmoid().mul(carry.cell!).add(input.sigmoid().mul(candidate.tanh())), inputs.mask);
  const state = keep(output.sigmoid().mul(cell.tanh()), inputs.mask);
  return { carry: { state, cell }, outputs: { state, cell } };
};

function keep(value: Tensor, mask: Tensor | undefined): Tensor {
  return mask === undefined ? value : value.mul(mask);
}
