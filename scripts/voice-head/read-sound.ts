import type { Sound } from '../../extractors/audio/sound.ts';
import { readWhole } from './read-whole.ts';

/** Returns the whole sound of a file as a stream of one chunk, mono at 16 kHz; it can be read again and again. */
export function readSound(path: string): AsyncIterable<Sound> {
  const sound = readWhole(path);
  return { [Symbol.asyncIterator]: () => ReadableStream.from([sound])[Symbol.asyncIterator]() };
}
