import { UNLIKE_TRAINING, type Gate } from './gate.ts';
import { GATE_METHODS } from './gate-methods.ts';
import { GateError } from './gate-error.ts';
import type { LinearHead } from './linear-head.ts';

/** What a gate says of one row of units. */
export interface GateReading {
  /** The score of the gate's method: the higher, the more at home. */
  readonly score: number;
  /** Share of validation that is less at home, in [0, 1]: under `1 − coverage` nothing is to be said. */
  readonly familiarity: number;
}

/** A gate on its head. */
export interface OpenedGate {
  readonly gate: Gate;
  /** Returns what the gate says of units, shape `[width]`. They are only read. */
  read(units: Float32Array): GateReading;
  /** Returns why a prediction is not to be believed at a coverage; `undefined`: it is. */
  doubt(reading: GateReading, coverage?: number): string | undefined;
}

/**
 * Returns a gate ready to judge the units of `head`.
 *
 * @param subject named in errors
 * @throws GateError when the gate is of a head of another shape, or knows a method that this version does not
 */
export function openGate(gate: Gate, head: LinearHead, subject: string): OpenedGate {
  const method = GATE_METHODS[gate.method];
  if (method === undefined) throw new GateError('BROKEN', { subject, detail: `there is no method "${gate.method}"` });
  const { low } = gate.parameters;
  if (low instanceof Float32Array && low.length !== head.width) throw new GateError('OTHER_HEAD', { subject, detail: `it is for a head with ${low.length} units in the last layer, not ${head.width}` });
  const score = method.open(gate.parameters, head);
  return {
    gate,
    read: (units) => {
      const value = score(units);
      return { score: value, familiarity: shareUnder(gate.reference, value) };
    },
    doubt: ({ score: value, familiarity }, coverage = gate.coverage) => {
      if (familiarity >= 1 - coverage) return undefined;
      return gate.reasons.find(({ under }) => value < under)?.reason ?? UNLIKE_TRAINING;
    },
  };
}

/** The share of the reference under a value, linear between its quantiles; 0 for what is no number. */
function shareUnder(reference: readonly number[], value: number): number {
  const last = reference.length - 1;
  if (Number.isNaN(value) || value < reference[0]!) return 0;
  if (value >= reference[last]!) return 1;
  const above = reference.findIndex((each) => each > value);
  const [from, to] = [reference[above - 1]!, reference[above]!];
  return (above - 1 + (value - from) / (to - from)) / last;
}
