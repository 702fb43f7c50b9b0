import type { Protocol } from '../../protocols/protocol.ts';

/** What stands in a submission, summed up. */
export interface AnswerStatistics {
  /** Rows with a readable answer. */
  readonly rows: number;
  /** Rows of each class, by name, in the order of the codes. */
  readonly classes?: Readonly<Record<string, number>>;
  readonly valence?: Spread;
  readonly arousal?: Spread;
  /** Rows with a 1, by action unit. */
  readonly units?: Readonly<Record<string, number>>;
}

/** Where numbers lie. */
export interface Spread {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Sums while rows are read. */
export interface StatisticsBuilder {
  rows: number;
  /** Shape `[classes]`. */
  readonly classes: Float64Array;
  /** Shape `[units]`. */
  readonly units: Float64Array;
  readonly valence: Sums;
  readonly arousal: Sums;
}

interface Sums {
  count: number;
  sum: number;
  lowest: number;
  highest: number;
}

/** Returns sums of nothing. */
export function createStatistics({ classes = [], units = [] }: Protocol): StatisticsBuilder {
  const sums = (): Sums => ({ count: 0, sum: 0, lowest: Infinity, highest: -Infinity });
  return { rows: 0, classes: new Float64Array(classes.length), units: new Float64Array(units.length), valence: sums(), arousal: sums() };
}

/** Adds a number to sums. */
export function addReal(sums: Sums, value: number): void {
  sums.count++;
  sums.sum += value;
  sums.lowest = Math.min(sums.lowest, value);
  sums.highest = Math.max(sums.highest, value);
}

/** Returns what the sums say. */
export function toStatistics({ rows, classes, units, valence, arousal }: StatisticsBuilder, protocol: Protocol): AnswerStatistics {
  return {
    rows,
    ...(protocol.classes !== undefined && { classes: Object.fromEntries(protocol.classes.map((name, code) => [name, classes[code]!])) }),
    ...(valence.count > 0 && { valence: toSpread(valence) }),
    ...(arousal.count > 0 && { arousal: toSpread(arousal) }),
    ...(protocol.units !== undefined && { units: Object.fromEntries(protocol.units.map((name, index) => [name, units[index]!])) }),
  };
}

function toSpread({ count, sum, lowest, highest }: Sums): Spread {
  return { mean: sum / count, lowest, highest };
}
