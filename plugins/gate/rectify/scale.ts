import { ash } from './ash.ts';

/**
 * Returns all units times `exp(sum of the row / sum of the highest)`, a new array (SCALE; Xu et al., 2024).
 *
 * @param units ≥ 0, as after ReLU
 * @param dropped share of units that do not count among the highest, in [0, 1)
 */
export function scale(units: Float32Array, dropped: number): Float32Array {
  const rest = sum(ash(units, 'p', dropped));
  const stretch = rest > 0 ? Math.exp(sum(units) / rest) : 1;
  return units.map((value) => value * stretch);
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
