/** What one call of several steps took, a step. */
export interface StepTimes {
  readonly ms: number;
  /** Of all threads together. */
  readonly cpuMs: number;
  /** Of the last step. */
  readonly loss: number;
}

/** Returns the middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
