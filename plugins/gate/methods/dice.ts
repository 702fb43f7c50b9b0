import type { GateMethod } from '../gate-method.ts';
import { logitsOf } from '../linear-head.ts';
import { quantile } from '../../../fusion/metrics/quantile.ts';
import { energy } from '../scores/energy.ts';
import { countRows } from '../unit-rows.ts';

/** DICE (Sun and Li, 2022): the energy of a last layer that keeps only the weights which contribute most to the logits of training. */
export const dice: GateMethod = {
  name: 'dice',
  wantsRelu: false,
  grid: [{ dropped: 0.7 }, { dropped: 0.5 }, { dropped: 0.8 }, { dropped: 0.9 }],
  fit: ({ rows, head }, { dropped }) => {
    const means = new Float64Array(rows.width);
    rows.values.forEach((value, at) => (means[at % rows.width]! += value / countRows(rows)));
    const contributions = head.weight.map((value, at) => value * means[Math.floor(at / head.classes)]!);
    const least = quantile(contributions.slice().sort(), dropped!);
    return { weight: head.weight.map((value, at) => (contributions[at]! > least ? value : 0)) };
  },
  open: ({ weight }, head) => {
    const sparse = { ...head, weight: weight as Float32Array };
    return (units) => energy(logitsOf(sparse, units));
  },
};
