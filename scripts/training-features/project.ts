import { seededRandom } from '../../datasets/drawn/seeded-random.ts';

/**
 * Returns the sum of random vectors of ±1/√dimensions, one a term, times the weights of the terms: inner products of texts are kept on average
 * (Achlioptas, "Database-friendly random projections", 2003). The vector of a term is drawn from its hash and the seed: no vocabulary is stored.
 */
export function project(weights: ReadonlyMap<string, number>, { dimensions, seed }: { readonly dimensions: number; readonly seed: number }): Float32Array {
  const sums = new Float32Array(dimensions);
  for (const [term, weight] of weights) {
    const random = seededRandom(hash(term) ^ seed);
    const part = weight / Math.sqrt(dimensions);
    for (let d = 0; d < dimensions; d++) sums[d]! += random() < 0.5 ? -part : part;
  }
  return sums;
}

/** FNV-1a of the UTF-16 units, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
