import tf from '@tensorflow/tfjs';
import { frameSums } from './frame-sums.ts';
import { directionsOf, type RecurrentOptions, type RecurrentWeights } from './recurrent-weights.ts';
import { scan, type ScanBody } from './scan.ts';
import { validFrames } from './valid-frames.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** What happens inside a GRU at every frame: shapes `[T, D, B, H]`, each direction in its own order of time; `product` is `R h[t−1] + d` for the candidate. */
export type GruSteps = Readonly<Record<'update' | 'reset' | 'candidate' | 'product' | 'state', Tensor>>;

/** Runs a GRU by one scan over all its directions. States are zero at padding. */
export function gruSteps(x: Tensor, { weight, recurrence, bias }: RecurrentWeights, { direction, mask }: RecurrentOptions): GruSteps {
  const backward = directionsOf(direction);
  const [directions, gates, hidden] = recurrence.shape as [number, number, number];
  const [ofFrames, ofStates] = tf.split(bias, 2, 1) as [Tensor, Tensor];
  const inputs = { sums: frameSums(x, { weight, bias: ofFrames }, backward), ...(mask && { valid: validFrames(mask, backward) }) };
  const constants = { recurrence, bias: ofStates.reshape([directions, 1, gates]) };
  return scan(step, { carry: { state: tf.zeros([directions, x.shape[1]!, hidden]) }, inputs, constants }).outputs;
}

const step: ScanBody = ({ carry, inputs, constants }) => {
  const products = tf.matMul(carry.state!, constants.recurrence!, false, true).add(constants.bias!);
  const hidden = carry.state!.shape[2]!;
  const [gateSums, candidateSum] = tf.split(inputs.sums!, [2 * hidden, hidden], 2) as [Tensor, Tensor];
  const [gateProducts, product] = tf.split(products, [2 * hidden, hidden], 2) as [Tensor, Tensor];
  const [update, reset] = tf.split(gateSums.add(gateProducts).sigmoid(), 2, 2) as [Tensor, Tensor];
  const candidate = candidateSum.add(reset.mul(product)).tanh();
  const next = candidate.add(update.mul(carry.state!.sub(candidate)));
  const state = inputs.valid === undefined ? next : next.mul(inputs.valid);
  return { carry: { state }, outputs: { update, reset, candidate, product, state } };
};
