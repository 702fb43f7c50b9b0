import { decodeVideo } from './decode-video.ts';
import type { FrameEntry } from './frame.ts';
import { MediaError } from './media-error.ts';
import type { MediaFacts } from './media-facts.ts';
import { readPictures } from './read-pictures.ts';
import type { VideoOptions } from './video-options.ts';

/** A face needs more than this. */
const MIN_SIDE = 16;

/**
 * Yields one entry per frame of the container, in presentation order, with the frame where it is wanted. Memory does not grow with the length.
 *
 * Pixels equal OpenCV's. Skipped frames never leave ffmpeg. The number of entries without the failed ones is ffprobe's `-count_frames`.
 *
 * @throws MediaError NO_VIDEO_STREAM or TOO_SMALL at once; DECODE_FAILED or TRUNCATED at the end, after all that can be decoded was delivered
 * @throws the signal's reason when it aborts; ffmpeg is gone by then
 */
export async function* readVideo(facts: MediaFacts, options: VideoOptions = {}): AsyncGenerator<FrameEntry> {
  const { path, kind, video } = facts;
  if (video === undefined) throw new MediaError('NO_VIDEO_STREAM', { path, detail: 'has sound and no pictures' });
  if (Math.min(video.width, video.height) < MIN_SIDE) {
    throw new MediaError('TOO_SMALL', { path, detail: `has pictures of ${video.width} × ${video.height} pixels, too small to hold a face` });
  }
  if (kind === 'video') yield* decodeVideo({ ...facts, video }, options);
  else yield* readPictures({ ...facts, video }, options);
}
