import type { LinearHead } from './linear-head.ts';
import type { TrainingUnits } from './training-units.ts';

/** Numbers that a method is set by: `{ low: 0.6, high: 0.9 }`. */
export type GateSettings = Readonly<Record<string, number>>;

/** What a method has learnt, as it is kept in a file. */
export type GateParameters = Readonly<Record<string, number | Float32Array>>;

/** Returns how much at home a row of units is, shape `[width]`: the higher, the more. The units are only read. */
export type Scorer = (units: Float32Array) => number;

/** A way to tell what a head knows from what it does not. */
export interface GateMethod {
  readonly name: string;
  /** Whether it takes units for ≥ 0, as ReLU leaves them. */
  readonly wantsRelu: boolean;
  /** Settings to choose among, the usual ones first. */
  readonly grid: readonly GateSettings[];
  /** Returns what it learns from training. */
  fit(training: TrainingUnits, settings: GateSettings): GateParameters;
  /** Returns the scorer of what was learnt on a head. */
  open(parameters: GateParameters, head: LinearHead): Scorer;
}
