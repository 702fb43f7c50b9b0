/**
 * Returns a generator of uniform numbers in `[0, 1)` with 32 bits: the same seed gives the same sequence on every machine.
 * The algorithm is sfc32 of PractRand (Chris Doty-Humphrey, public domain), with a period of at least 2³².
 *
 * @param seed an integer; its lower 32 bits count
 */
export function seededRandom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, 0, 1];
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers of near seeds resemble each other.
  for (let round = 0; round < 12; round++) next();
  return next;
}
