import { randomFor, type Random } from '../../../runtime/train/random.ts';
import type { CandidateSets } from './candidate-sets.ts';

/** How candidate sets are drawn around known labels. */
export interface CandidateNoise {
  readonly classes: number;
  /** q in [0, 1]: probability that a wrong class is a candidate. */
  readonly ambiguity: number;
  /** η in [0, 1]: probability that the truth is not. */
  readonly noise: number;
  readonly seed: number;
}

/**
 * Draws candidate sets as ALIM and IRNet do: the truth and each other class with probability q; then with probability η a class that is no
 * candidate takes the place of the truth. A set keeps its size; one that has all classes stays. Realised noise is η (1 − q^(c−1)).
 *
 * @param labels shape `[n]`: classes from 0
 * @throws RangeError when q or η are outside [0, 1]
 */
export function flipCandidates(labels: ArrayLike<number>, noise: CandidateNoise): CandidateSets {
  return drawRows(labels, noise, (row, label, random) => {
    for (let other = 0; other < row.length; other++) row[other] = other === label || random.uniform() < noise.ambiguity ? 1 : 0;
    const outside = Array.from(row.keys()).filter((other) => row[other] === 0);
    const flipped = random.uniform() < noise.noise;
    const chosen = outside[Math.floor(random.uniform() * outside.length)];
    if (!flipped || chosen === undefined) return;
    row[chosen] = 1;
    row[label] = 0;
  });
}

/**
 * Draws candidate sets as PiCO+ does: the truth with probability 1 − η, each other class with probability q, the whole row anew while it is empty.
 * A set without the truth is smaller, so results are not to be compared with those of `flipCandidates`.
 *
 * @param labels shape `[n]`: classes from 0
 * @throws RangeError when q or η are outside [0, 1], or rows could only be empty
 */
export function independentCandidates(labels: ArrayLike<number>, noise: CandidateNoise): CandidateSets {
  if (noise.noise === 1 && noise.ambiguity === 0) throw new RangeError('candidate sets: with q = 0 and η = 1 every set is empty. Lower η.');
  return drawRows(labels, noise, (row, label, random) => {
    do for (let other = 0; other < row.length; other++) row[other] = random.uniform() < (other === label ? 1 - noise.noise : noise.ambiguity) ? 1 : 0;
    while (!row.includes(1));
  });
}

function drawRows(labels: ArrayLike<number>, { classes, ambiguity, noise, seed }: CandidateNoise, draw: (row: Uint8Array, label: number, random: Random) => void): CandidateSets {
  for (const [name, value] of [['q', ambiguity], ['η', noise]] as const) if (!(value >= 0 && value <= 1)) throw new RangeError(`candidate sets: ${name} = ${value} is no probability. Give a number from 0 to 1.`);
  const sets = new Uint8Array(labels.length * classes);
  for (let row = 0; row < labels.length; row++) draw(sets.subarray(row * classes, (row + 1) * classes), labels[row]!, randomFor(seed, 'candidates', row));
  return { classes, sets };
}
