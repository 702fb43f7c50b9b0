import type { GateMethod, GateParameters, GateSettings } from '../gate-method.ts';
import { logitsOf, type LinearHead } from '../linear-head.ts';
import { ash, type AshKind } from '../rectify/ash.ts';
import { react } from '../rectify/react.ts';
import { scale } from '../rectify/scale.ts';
import { vra } from '../rectify/vra.ts';
import { energy } from '../scores/energy.ts';
import { msp } from '../scores/msp.ts';
import { odin } from '../scores/odin.ts';
import type { TrainingUnits } from '../training-units.ts';
import { quantile } from '../../../fusion/metrics/quantile.ts';

type Score = (head: LinearHead, units: Float32Array) => number;
const byEnergy: Score = (head, units) => energy(logitsOf(head, units));
const byMsp: Score = (head, units) => msp(logitsOf(head, units));
const byOdin: Score = (head, units) => odin(head, units, { temperature: 1000, step: 0.004 });

const LOWS = [0.6, 0.5, 0.65, 0.7];
const HIGHS = [0.9, 0.8, 0.85, 0.95, 0.99];
const SHIFTS = [0.3, 0.2, 0.4, 0.5, 0.6, 0.7];
const DROPPED = [0.65, 0.8, 0.9, 0.95];
const BANDS = LOWS.flatMap((low) => HIGHS.map((high) => ({ low, high })));
/** α and β cost most to vary; γ goes with the usual α. */
const SHIFTED = SHIFTS.flatMap((shift) => HIGHS.map((high) => ({ low: LOWS[0]!, high, shift })));

/** Methods that change the units before the last layer sees them. */
export const RECTIFIED_METHODS: readonly GateMethod[] = [
  {
    name: 'react',
    wantsRelu: true,
    grid: [0.9, 0.8, 0.85, 0.95, 0.99].map((high) => ({ high })),
    fit: ({ rows }, { high }) => ({ ceiling: quantile(rows.values.slice().sort(), high!) }),
    open: ({ ceiling }, head) => (units) => byEnergy(head, react(units, ceiling as number)),
  },
  banded('vra', BANDS, byEnergy),
  banded('vra-msp', BANDS, byMsp),
  banded('vra-odin', BANDS, byOdin),
  banded('vra+', SHIFTED, byEnergy),
  banded('vra+-msp', SHIFTED, byMsp),
  shaped('ash-p', (units, dropped) => ash(units, 'p', dropped)),
  ...(['b', 's'] as const).map((kind: AshKind) => shaped(`ash-${kind}`, (units, dropped) => ash(units, kind, dropped))),
  shaped('scale', scale),
];

function banded(name: string, grid: readonly GateSettings[], score: Score): GateMethod {
  return {
    name,
    wantsRelu: true,
    grid,
    fit: thresholds,
    open: ({ low, high, shift }, head) => (units) => score(head, vra(units, { low: low as Float32Array, high: high as Float32Array, shift: shift as number })),
  };
}

function thresholds(training: TrainingUnits, { low, high, shift = 0 }: GateSettings): GateParameters {
  return { low: training.quantiles(low!), high: training.quantiles(high!), shift };
}

function shaped(name: string, shape: (units: Float32Array, dropped: number) => Float32Array): GateMethod {
  return { name, wantsRelu: true, grid: DROPPED.map((dropped) => ({ dropped })), fit: (_, settings) => settings, open: ({ dropped }, head) => (units) => byEnergy(head, shape(units, dropped as number)) };
}
