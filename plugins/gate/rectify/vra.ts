/** Thresholds of each unit, and what is added between them. */
export interface VraThresholds {
  /** α, shape `[width]`: what lies under it becomes 0. `−Infinity`: nothing does. */
  readonly low: ArrayLike<number>;
  /** β, shape `[width]`: what lies above it becomes it. `Infinity`: nothing does. */
  readonly high: ArrayLike<number>;
  /** γ; 0 in VRA, positive in VRA+. */
  readonly shift: number;
}

/**
 * Returns variational rectified activations (Xu et al., NeurIPS 2023), a new array: 0 where `z < α`, `z + γ` where `α ≤ z ≤ β`, `β` where `z > β`. A clip to
 * `[α, β]`, which is what some libraries do under this name, is another thing: there, low values become α.
 */
export function vra(units: Float32Array, { low, high, shift }: VraThresholds): Float32Array {
  return units.map((value, unit) => {
    if (value < low[unit]!) return 0;
    return value > high[unit]! ? high[unit]! : value + shift;
  });
}
