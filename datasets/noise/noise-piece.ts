import type { ClipRandom } from './clip-random.ts';

/** A piece of noise as long as a clip: files one after the other, from a sample on. */
export interface NoisePiece {
  /** Names of noise files in the order in which they are joined; a file may come twice. */
  readonly files: readonly string[];
  /** First sample that is used, of the joined files. */
  readonly start: number;
}

/**
 * Resolves with which files to join and where to begin, as MER-NOISE draws it: files with replacement until they are longer than the clip, then
 * each beginning that leaves enough is as likely.
 *
 * @param names the noise files there are, in a fixed order
 * @param wanted samples of the clip
 * @param lengthOf resolves with the samples of a noise file, at least 1
 */
export async function drawNoise(random: ClipRandom, names: readonly string[], { wanted, lengthOf }: { readonly wanted: number; readonly lengthOf: (name: string) => Promise<number> }): Promise<NoisePiece> {
  const files: string[] = [];
  let total = 0;
  do {
    const file = random.one(names);
    files.push(file);
    total += await lengthOf(file);
  } while (total <= wanted);
  return { files, start: random.whole(0, total - wanted) };
}

/** Returns the samples of a piece. New buffer of shape `[wanted]`. @param sounds the samples of `piece.files`, one for each */
export function cutNoise(sounds: readonly Int16Array[], start: number, wanted: number): Int16Array {
  const piece = new Int16Array(wanted);
  let from = -start; // Where the next file begins in the piece
  for (const sound of sounds) {
    if (from + sound.length > 0 && from < wanted) piece.set(sound.subarray(Math.max(0, -from), wanted - from), Math.max(0, from));
    from += sound.length;
  }
  return piece;
}
