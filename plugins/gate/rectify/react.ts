/** Returns units of at most `ceiling`, a new array (ReAct; Sun et al., 2021). */
export function react(units: Float32Array, ceiling: number): Float32Array {
  return units.map((value) => Math.min(value, ceiling));
}
