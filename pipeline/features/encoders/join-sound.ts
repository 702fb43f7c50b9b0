import type { Sound } from '../../../extractors/audio/sound.ts';
import { joinPieces } from './join-pieces.ts';

/** Resolves with sounds that follow each other as one, in a new array; nothing of none. */
export async function joinSound(sounds: AsyncIterable<Sound>): Promise<Sound | undefined> {
  let first: Sound | undefined;
  const samples = await joinPieces(
    (async function* () {
      for await (const sound of sounds) {
        first ??= sound;
        yield sound.samples;
      }
    })(),
  );
  return first && { ...first, samples };
}
