import { readFileSync } from 'node:fs';

/** Some rows that another program gave. */
export interface Recorded {
  /** Number of all its rows. */
  readonly count: number;
  /** Which rows these are. */
  readonly frames: readonly number[];
  readonly values: readonly (readonly number[])[];
}

/** Returns what golden/record-`name`.py wrote. */
export function readRecorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'));
}

/** Largest difference from a recorded number, relative to it where it is above 1. */
export function largestError({ frames, values }: Recorded, actual: Float32Array): number {
  const width = values[0]!.length;
  const errors = frames.flatMap((frame, row) =>
    values[row]!.map((expected, column) => Math.abs(actual[frame * width + column]! - expected) / Math.max(1, Math.abs(expected))),
  );
  return errors.reduce((most, error) => (error <= most ? most : error), 0); // `NaN` stays
}
