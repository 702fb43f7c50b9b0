import sharp from 'sharp';
import { stageOf } from './act.ts';
import { toHz, type FakeClip } from './fake-plan.ts';

/** Pictures in a second that are drawn; the frames between two of them repeat the earlier one. */
export const PICTURES_PER_SECOND = 8;
/** Pictures being painted at a time: sharp paints each on a thread of its own. */
const IN_FLIGHT = 4;

/** Returns the index of the picture that frame `frame` (counted from 0) shows. */
export function pictureOf(frame: number, { rate }: FakeClip): number {
  return Math.floor((frame / toHz(rate)) * PICTURES_PER_SECOND + 1e-9);
}

/** Returns how many pictures a clip has. */
export function countPictures(clip: FakeClip): number {
  return pictureOf(clip.frames - 1, clip) + 1;
}

/** Yields the pictures of a clip as raw RGB, `width × height × 3` bytes each, a few painted ahead. */
export async function* drawPictures(clip: FakeClip, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const draw = stageOf(clip);
  const count = countPictures(clip);
  const paint = (index: number) => sharp(Buffer.from(draw((index + 0.5) / PICTURES_PER_SECOND))).removeAlpha().raw().toBuffer();
  const painting: Promise<Buffer>[] = [];
  for (let index = 0; index < count + IN_FLIGHT; index++) {
    signal?.throwIfAborted();
    if (index < count) {
      const next = paint(index);
      next.catch(() => undefined); // Reported when its turn comes
      painting.push(next);
    }
    if (index >= IN_FLIGHT) yield await painting.shift()!;
  }
}

/** Returns a picture made smaller and larger again by `factor`, at the same size. */
export async function blurPicture(picture: Buffer, { width, height }: FakeClip, factor: number): Promise<Buffer> {
  const raw = { width, height, channels: 3 } as const;
  const small = await sharp(picture, { raw }).resize(Math.ceil(width / factor), Math.ceil(height / factor), { fit: 'fill' }).raw().toBuffer({ resolveWithObject: true });
  return await sharp(small.data, { raw: { width: small.info.width, height: small.info.height, channels: 3 } }).resize(width, height, { fit: 'fill' }).raw().toBuffer();
}
