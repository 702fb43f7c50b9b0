import type { GateMethod } from '../gate-method.ts';
import { logitsOf } from '../linear-head.ts';
import { vra } from '../rectify/vra.ts';
import { energy } from '../scores/energy.ts';

const GRID = [
  { low: 0.6, high: 0.9, weight: 0.01, centre: 1 },
  ...[0.5, 0.6].flatMap((low) => [0.85, 0.9].flatMap((high) => [0.001, 0.01, 0.1].flatMap((weight) => [1, 2, 4].map((centre) => ({ low, high, weight, centre }))))),
];

/** VRA++: the energy of VRA less `a Σ (z − m)²` over the units as they were. */
export const vraPlusPlus: GateMethod = {
  name: 'vra++',
  wantsRelu: true,
  grid: GRID,
  fit: (training, { low, high, weight, centre }) => ({ low: training.quantiles(low!), high: training.quantiles(high!), weight: weight!, centre: centre! }),
  open: (parameters, head) => {
    const { low, high } = parameters as { readonly low: Float32Array; readonly high: Float32Array };
    const { weight, centre } = parameters as { readonly weight: number; readonly centre: number };
    return (units) => energy(logitsOf(head, vra(units, { low, high, shift: 0 }))) - weight * units.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  },
};
