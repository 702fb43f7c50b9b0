import { readFileSync } from 'node:fs';

/** What `baseline.py` says of the development parts, in the order of their files. */
export interface Baseline {
  /** Shape `[comments][classes]`, 1 where a class is assigned. */
  readonly labels: readonly (readonly number[])[];
  /** Shape `[sentences][3]`: valence, arousal, dominance. */
  readonly ratings: readonly (readonly number[])[];
}

/** Reads the file of the baseline. */
export function readBaseline(path: string): Baseline {
  return JSON.parse(readFileSync(path, 'utf8')) as Baseline;
}
