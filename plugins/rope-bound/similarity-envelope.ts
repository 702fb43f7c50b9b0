import { similarityAt } from './similarity-at.ts';

/** The smallest and the largest `B_m` of some distances that follow each other. */
export interface EnvelopePart {
  /** First distance. */
  readonly distance: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Returns `B_m` from 0 to `span` in about `parts` parts of equally many distances; every distance is looked at.
 *
 * @param frequencies θ, as `ropeFrequencies` gives them
 */
export function similarityEnvelope(frequencies: Float64Array, span: number, parts: number): EnvelopePart[] {
  const width = Math.max(1, Math.ceil((span + 1) / parts));
  return Array.from({ length: Math.ceil((span + 1) / width) }, (_, part) => {
    const distance = part * width;
    let [lowest, highest] = [Infinity, -Infinity];
    for (let each = distance; each < Math.min(distance + width, span + 1); each++) {
      const similarity = similarityAt(frequencies, each);
      lowest = Math.min(lowest, similarity);
      highest = Math.max(highest, similarity);
    }
    return { distance, lowest, highest };
  });
}
