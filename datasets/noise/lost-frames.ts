import type { ClipRandom } from './clip-random.ts';

/**
 * Returns a function that says of one picture after the other whether it is lost: runs of `burst` pictures on average, `share` of all in the
 * long run (a chain of two states; Gilbert, 1960). The first picture never is, or there would be nothing to stand still.
 */
export function lostFrames(random: ClipRandom, { share, burst }: { readonly share: number; readonly burst: number }): () => boolean {
  const staysLost = 1 - 1 / burst;
  const getsLost = Math.min(1, share / (burst * (1 - share)));
  let lost: boolean | undefined;
  return () => {
    lost = lost === undefined ? false : random.uniform() < (lost ? staysLost : getsLost);
    return lost;
  };
}
