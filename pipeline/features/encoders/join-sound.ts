import type { Sound } from '../../../extractors/audio/sound.ts';

/** Resolves with pieces of sound that follow each other as one, in a new array; nothing of none. */
export async function joinSound(sounds: AsyncIterable<Sound>): Promise<Sound | undefined> {
  const pieces: Sound[] = [];
  for await (const sound of sounds) pieces.push(sound);
  const [first] = pieces;
  if (first === undefined) return undefined;
  const samples = new Float32Array(pieces.reduce((sum, piece) => sum + piece.samples.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece.samples, at);
    at += piece.samples.length;
  }
  return { time: first.time, sampleRate: first.sampleRate, samples };
}
