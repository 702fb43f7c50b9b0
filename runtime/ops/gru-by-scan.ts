import tf from '@tensorflow/tfjs';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { projectFrames } from './project-frames.ts';
import { scan, type ScanBody } from './scan.ts';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Does what `gru` does, operation by operation. */
export function gruByScan(x: Tensor, weights: RecurrentWeights, { direction, mask }: RecurrentOptions): Tensor {
  const sides = directionsOf(direction).map((reverse, index) => {
    const { frames, recurrence, recurrentBias } = projectFrames(x, weights, index);
    const carry = { state: tf.zeros([x.shape[1]!, recurrence.shape[1]!]) };
    const inputs = { gates: frames, ...(mask && { mask: mask.expandDims(2) }) };
    return scan(step, { carry, inputs, constants: { recurrence, recurrentBias }, reverse }).outputs.state!;
  });
  return tf.stack(sides, 1);
}

const step: ScanBody = ({ carry, inputs, constants }) => {
  const recurrent = tf.matMul(carry.state as Tensor2D, constants.recurrence as Tensor2D, false, true).add(constants.recurrentBias!);
  const [update, reset, candidate] = tf.split(inputs.gates!, 3, 1) as [Tensor, Tensor, Tensor];
  const [updateR, resetR, candidateR] = tf.split(recurrent, 3, 1) as [Tensor, Tensor, Tensor];
  const z = update.add(updateR).sigmoid();
  const n = candidate.add(reset.add(resetR).sigmoid().mul(candidateR)).tanh();
  const next = n.add(z.mul(carry.state!.sub(n)));
  const state = inputs.mask === undefined ? next : next.mul(inputs.mask);
  return { carry: { state }, outputs: { state } };
};
