/**
 * Returns `B_m = Σ_i cos(m θ_i)`: how much more attention a similar token gets than a random one at distance m, in units of twice the variance of queries
 * ("Base of RoPE Bounds Context Length", Men et al., 2024, theorem 1).
 *
 * @param frequencies θ, as `ropeFrequencies` gives them
 * @param distance m; its sign does not matter
 * @returns a number in `[−d/2, d/2]`
 */
export function similarityAt(frequencies: Float64Array, distance: number): number {
  let sum = 0;
  for (const frequency of frequencies) sum += Math.cos(distance * frequency);
  return sum;
}
