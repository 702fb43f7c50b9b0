import { listPackets } from './list-packets.ts';
import { MediaError } from './media-error.ts';
import type { VideoFile } from './media-facts.ts';
import { MEDIA_TOOLS, type MediaTools } from './media-tools.ts';
import { probe } from './probe.ts';

/**
 * Resolves with the number of pictures of a video, from its packets and without decoding: exact where nothing is damaged; `undefined` for what has no pictures
 * or cannot be opened.
 *
 * @throws the reason of `signal` when it aborts
 */
export async function countFrames(path: string, { signal, tools = MEDIA_TOOLS }: { readonly signal?: AbortSignal; readonly tools?: MediaTools } = {}): Promise<number | undefined> {
  try {
    const facts = await probe(path, { signal, tools });
    if (facts.video === undefined) return undefined;
    if (facts.kind !== 'video') return facts.video.frames;
    const packets = await listPackets(facts as VideoFile, 0, { tools, signal });
    signal?.throwIfAborted();
    return packets.length;
  } catch (error) {
    if (error instanceof MediaError && error.code !== 'FFMPEG_MISSING') return undefined;
    throw error;
  }
}
