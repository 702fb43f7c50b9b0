import type { Clip } from '../../datasets/clip.ts';
import type { Sound } from '../../extractors/audio/sound.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { probe } from '../media/probe.ts';
import { readSound } from '../media/read-sound.ts';

/** Resolves with the whole sound of a clip, which may be iterated several times; without any where it has none. One hour takes 230 MB. */
export async function listenToClip({ media: path }: Clip, tools: MediaTools, signal: AbortSignal): Promise<AsyncIterable<Sound>> {
  const sounds: Sound[] = [];
  if (path !== undefined) for await (const sound of readSound(await probe(path, { tools, signal }), { tools, signal })) sounds.push(sound);
  return { [Symbol.asyncIterator]: () => ReadableStream.from(sounds)[Symbol.asyncIterator]() };
}
