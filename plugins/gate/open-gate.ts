import { doubtOf } from './doubt-of.ts';
import type { Gate } from './gate.ts';
import { GATE_METHODS } from './gate-methods.ts';
import type { GateReading } from './gate-reading.ts';
import { GateError } from './gate-error.ts';
import type { LinearHead } from './linear-head.ts';
import { shareUnder } from './share-under.ts';

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
    doubt: (reading, coverage = gate.coverage) => doubtOf(gate, reading, coverage),
  };
}
