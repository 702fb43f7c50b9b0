import sharp, { type Metadata } from 'sharp';
import type { MediaFacts } from './media-facts.ts';

/** EXIF orientation → degrees clockwise; mirrored ones count as their unmirrored neighbour. */
const DEGREES = [0, 0, 0, 180, 180, 90, 90, 270, 270];
/** A pause that an animated WebP does not tell, as browsers take it, in seconds. */
const PAUSE = 0.1;

/** Resolves with the facts of a picture that sharp can read, `undefined` for any other file. A still picture lasts 0 s. */
export async function probePicture(path: string): Promise<MediaFacts | undefined> {
  const metadata = await sharp(path, { animated: true }).metadata().catch(() => undefined); // The caller tries ffprobe, which says why
  if (metadata === undefined) return undefined;
  const frames = metadata.pages ?? 1;
  const animated = frames > 1 && metadata.format === 'webp';
  return {
    path,
    kind: 'image',
    container: 'image',
    duration: animated ? toTimes(metadata).at(-1)! : 0,
    start: { ticks: 0, timeBase: [1, 1000] },
    video: { stream: 0, ...toSize(metadata), codec: metadata.format, start: 0, timeBase: [1, 1000], frames: animated ? frames : 1 },
    notes: frames > 1 && !animated ? [`${frames} pages: the first is used.`] : [],
  };
}

/** Start times of the pictures of an animation in seconds, and the end of the last one: shape `[pages + 1]`. */
export function toTimes(metadata: Pick<Metadata, 'pages' | 'delay'>): number[] {
  const times = [0];
  let milliseconds = 0;
  for (let page = 0; page < (metadata.pages ?? 1); page += 1) {
    milliseconds += metadata.delay?.[page] ?? PAUSE * 1000;
    times.push(milliseconds / 1000);
  }
  return times;
}

function toSize(metadata: Metadata): { width: number; height: number; rotation: number } {
  const rotation = DEGREES[metadata.orientation ?? 1] ?? 0;
  const height = metadata.pageHeight ?? metadata.height;
  return rotation % 180 === 0 ? { width: metadata.width, height, rotation } : { width: height, height: metadata.width, rotation };
}
