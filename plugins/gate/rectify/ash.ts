/** What becomes of the units that are kept: nothing, their common mean, or a stretch. */
export type AshKind = 'p' | 'b' | 's';

/**
 * Returns the highest units of a row as ASH shapes them (Djurisic et al., 2023), the others 0, in a new array: as they are (`p`), all the sum of the row over their number (`b`),
 * or times `exp(sum of the row / sum of the kept)` (`s`).
 *
 * @param units ≥ 0, as after ReLU
 * @param dropped share of units that become 0, in [0, 1)
 */
export function ash(units: Float32Array, kind: AshKind, dropped: number): Float32Array {
  const kept = units.length - Math.round(units.length * dropped);
  const highest = Array.from(units.keys()).sort((a, b) => units[b]! - units[a]! || a - b).slice(0, kept);
  const [whole, rest] = [sum(units), highest.reduce((total, unit) => total + units[unit]!, 0)];
  const stretch = kind === 's' && rest > 0 ? Math.exp(whole / rest) : 1;
  const shaped = new Float32Array(units.length);
  for (const unit of highest) shaped[unit] = kind === 'b' ? whole / kept : units[unit]! * stretch;
  return shaped;
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
