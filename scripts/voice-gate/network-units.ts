import type { LinearHead } from '../../plugins/gate/linear-head.ts';
import type { UnitRows } from '../../plugins/gate/unit-rows.ts';
import type { Network } from '../voice-head/fit-network.ts';
import { standardise } from '../voice-head/standardise.ts';

/** Returns the last layer of a network of the voice head. */
export function networkHead({ hidden, output }: Network): LinearHead {
  return { weight: output.weight, bias: output.bias, width: hidden.units, classes: output.classes };
}

/** Returns what the last layer of a network is given for vectors of features. */
export function networkUnits(network: Network, vectors: readonly Float32Array[]): UnitRows {
  const { units, weight, bias } = network.hidden;
  const values = new Float32Array(vectors.length * units);
  vectors.forEach((vector, row) => {
    const sums = Float64Array.from(bias);
    standardise(vector, network).forEach((value, d) => {
      for (let unit = 0; unit < units; unit++) sums[unit]! += value * weight[d * units + unit]!;
    });
    values.set(sums.map((sum) => Math.max(0, sum)), row * units);
  });
  return { values, width: units };
}
