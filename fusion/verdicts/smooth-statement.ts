import { EXPRESSIONS, type Expression } from '../verdict.ts';
import type { Statement } from './to-verdict.ts';

/** A statement with its time in seconds. */
export interface TimedStatement extends Statement {
  readonly time: number;
}

/**
 * Returns `middle` averaged with its neighbours in time, weighted by a Hann window `seconds` wide around it: rates may vary,
 * and what is half a window away or more counts nothing. With `seconds` 0 it comes back as it is.
 *
 * @param neighbours statements on the same person with the same keys, `middle` among them, in any order
 */
export function smoothStatement(middle: TimedStatement, neighbours: Iterable<TimedStatement>, seconds: number): TimedStatement {
  if (seconds <= 0) return middle;
  const weighted = [...neighbours].map((each) => ({ each, weight: hann((each.time - middle.time) / seconds) })).filter(({ weight }) => weight > 0);
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (value: (each: TimedStatement) => number) => weighted.reduce((sum, { each, weight }) => sum + weight * value(each), 0) / total;
  const probabilities: Partial<Record<Expression, number>> = {};
  for (const expression of EXPRESSIONS) {
    if (middle.probabilities[expression] !== undefined) probabilities[expression] = mean((each) => each.probabilities[expression] ?? 0);
  }
  const measured = middle.valence !== undefined && middle.arousal !== undefined;
  return { ...middle, probabilities, ...(measured ? { valence: mean((each) => each.valence ?? 0), arousal: mean((each) => each.arousal ?? 0) } : {}) };
}

/** The Hann window at `offset` window widths from its centre: 1 in the middle, 0 from half a width on. */
function hann(offset: number): number {
  return Math.abs(offset) < 0.5 ? Math.cos(Math.PI * offset) ** 2 : 0;
}
