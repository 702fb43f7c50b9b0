import type { Network } from './fit-network.ts';
import { standardise } from './standardise.ts';

/** Returns the probabilities of the network's classes for one vector. */
export function predictNetwork(network: Network, features: ArrayLike<number>): Float64Array {
  const { hidden, output } = network;
  const units = layer(standardise(features, network), hidden.units, hidden).map((sum) => Math.max(0, sum));
  const logits = layer(units, output.classes, output);
  const highest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function layer(input: ArrayLike<number>, units: number, { weight, bias }: { weight: Float32Array; bias: Float32Array }): Float64Array {
  const sums = Float64Array.from(bias);
  for (let d = 0; d < input.length; d++) {
    const value = input[d]!;
    if (value === 0) continue;
    for (let u = 0; u < units; u++) sums[u]! += value * weight[d * units + u]!;
  }
  return sums;
}
