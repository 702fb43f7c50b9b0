import type { Frame } from './frame.ts';
import type { MediaFacts } from './media-facts.ts';
import { readVideo } from './read-video.ts';
import type { VideoOptions } from './video-options.ts';

/** Yields the frames of a clip that can be decoded and that sampling wants: `readVideo` without the other entries of the ledger. */
export async function* readFrames(facts: MediaFacts, options: VideoOptions = {}): AsyncGenerator<Frame> {
  for await (const entry of readVideo(facts, options)) {
    if (entry.status === 'decoded') yield entry.frame;
  }
}
