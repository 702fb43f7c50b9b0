/** State of a plateau schedule: plain data, so that it goes into a checkpoint. */
export interface Plateau {
  readonly factor: number;
  /** Null before the first score. */
  readonly best: number | null;
  /** Scores since the best one. */
  readonly waited: number;
}

/** Options of `afterScore`. */
export interface PlateauOptions {
  /** Scores without a better one before the rate falls. */
  readonly patience: number;
  /** What the rate is multiplied by then. */
  readonly factor: number;
  /** The rate never falls below this share of the first. Default 0. */
  readonly floor?: number;
}

/** The state before the first score. */
export const plateauStart: Plateau = { factor: 1, best: null, waited: 0 };

/** Returns the state after a validation score (higher is better): the rate falls once more than `patience` scores in a row were no better. */
export function afterScore(state: Plateau, score: number, { patience, factor, floor = 0 }: PlateauOptions): Plateau {
  if (state.best === null || score > state.best) return { ...state, best: score, waited: 0 };
  if (state.waited < patience) return { ...state, waited: state.waited + 1 };
  return { ...state, factor: Math.max(floor, state.factor * factor), waited: 0 };
}
