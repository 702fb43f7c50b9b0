/** What a gate says of one row of units. */
export interface GateReading {
  /** The score of the gate's method: the higher, the more at home. */
  readonly score: number;
  /** Share of validation that is less at home, in [0, 1]: under `1 − coverage` nothing is to be said. */
  readonly familiarity: number;
}
