import { UNLIKE_TRAINING, type Gate } from './gate.ts';
import type { GateReading } from './gate-reading.ts';

/** Returns why a prediction is not to be believed at a coverage; `undefined`: it is. */
export function doubtOf({ reasons, coverage: stated }: Pick<Gate, 'reasons' | 'coverage'>, { score, familiarity }: GateReading, coverage = stated): string | undefined {
  if (familiarity >= 1 - coverage) return undefined;
  return reasons.find(({ under }) => score < under)?.reason ?? UNLIKE_TRAINING;
}
