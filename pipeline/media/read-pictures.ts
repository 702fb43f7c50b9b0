import sharp from 'sharp';
import type { VideoFile } from './media-facts.ts';
import { findPictures } from './find-pictures.ts';
import type { FrameEntry } from './frame.ts';
import { makeFramePool } from './frame-pool.ts';
import { MediaError } from './media-error.ts';
import { toTimes } from './probe-picture.ts';
import type { VideoOptions } from './video-options.ts';

/** One picture and its place in the clip. */
interface Place {
  readonly path: string;
  readonly index: number;
  readonly time: number;
  /** Page of an animated picture. */
  readonly page: number;
}

/**
 * Yields the entries of a picture, an animation or a folder of numbered pictures. A number that is missing in a folder has no entry.
 *
 * sharp decodes, upright by EXIF, without the alpha channel, colours as stored (an embedded ICC profile is applied). See `readVideo`.
 */
export async function* readPictures(clip: VideoFile, options: VideoOptions): AsyncGenerator<FrameEntry> {
  const { fps, from = 0, maxSide, signal } = options;
  const pool = makeFramePool(options.pool ?? 4);
  const damaged: unknown[] = [];
  let step = -1;
  for (const { path, page, ...place } of await toPlaces(clip)) {
    signal?.throwIfAborted();
    const wanted = fps === undefined || Math.floor(place.time * fps + 1e-6) > step;
    if (fps !== undefined) step = Math.floor(place.time * fps + 1e-6);
    if (!wanted || place.time < from) {
      yield { status: 'skipped', ...place };
      continue;
    }
    const image = await decode(path, page, maxSide).catch((error: unknown) => void damaged.push(error));
    if (image === undefined) {
      yield { status: 'failed', ...place };
      continue;
    }
    const pixels = pool.next(image.data.length);
    pixels.set(image.data);
    yield { status: 'decoded', ...place, frame: { ...place, width: image.info.width, height: image.info.height, pixels } };
  }
  if (damaged.length > 0) {
    const detail = `${damaged.length} of its pictures cannot be decoded (${String(damaged[0]).replace(/^Error: /, '')})`;
    throw new MediaError('DECODE_FAILED', { path: clip.path, detail, cause: damaged[0] });
  }
}

async function toPlaces({ path, kind, video }: VideoFile): Promise<Place[]> {
  if (kind === 'image-sequence') {
    const pictures = await findPictures(path);
    return pictures.map((picture) => ({ ...picture, time: picture.index / (video.rate ?? 25), page: 0 }));
  }
  if (video.frames === 1) return [{ path, index: 0, time: 0, page: 0 }];
  const times = toTimes(await sharp(path, { animated: true }).metadata()).slice(0, -1);
  return times.map((time, page) => ({ path, index: page, time, page }));
}

async function decode(path: string, page: number, maxSide: number | undefined) {
  const upright = sharp(path, { page }).autoOrient().removeAlpha().toColourspace('srgb');
  const sized = maxSide === undefined ? upright : upright.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true });
  return sized.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
}
