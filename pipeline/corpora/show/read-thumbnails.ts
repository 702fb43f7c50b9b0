import sharp from 'sharp';
import { MEDIA_TOOLS } from '../../media/media-tools.ts';
import { startProcess } from '../../media/start-process.ts';
import { toInput } from '../../media/to-input.ts';
import type { ClipPreview } from './clip-preview.ts';

/** A small picture in a page. */
export interface Thumbnail {
  /** A data URI. */
  readonly source: string;
  readonly caption: string;
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 96;
const WIDEST = 220;
const MOST = { crops: 6, video: 4 } as const;

/** Resolves with pictures spread over a clip: of its crops, else of its video; none where it has neither. A picture that cannot be read is left out. */
export async function readThumbnails({ crops, media }: ClipPreview, signal?: AbortSignal): Promise<Thumbnail[]> {
  if (crops !== undefined && crops.numbers.length > 0) return ofCrops(crops.numbers, crops.path);
  if (media?.facts?.video === undefined) return [];
  const { duration, path } = media.facts;
  const found: Thumbnail[] = [];
  for (let index = 0; index < MOST.video; index++) {
    const time = (duration * (index + 0.5)) / MOST.video;
    const picture = await toThumbnail(await readPicture(path, time, signal), `${time.toFixed(1)} s`);
    if (picture !== undefined) found.push(picture);
  }
  return found;
}

async function ofCrops(numbers: Int32Array, pathOf: (number: number) => string | undefined): Promise<Thumbnail[]> {
  const count = Math.min(MOST.crops, numbers.length);
  const chosen = Array.from({ length: count }, (_, index) => numbers[count === 1 ? 0 : Math.round((index * (numbers.length - 1)) / (count - 1))]!);
  const pictures = await Promise.all(chosen.map((number) => toThumbnail(pathOf(number), `frame ${number}`)));
  return pictures.filter((picture) => picture !== undefined);
}

async function readPicture(path: string, time: number, signal: AbortSignal | undefined): Promise<Buffer> {
  const args = ['-nostdin', '-nostats', '-ss', time.toFixed(3), ...toInput(path), '-frames:v', '1', '-vf', `scale=-2:${HEIGHT * 2}`, '-f', 'image2pipe', '-c:v', 'mjpeg', 'pipe:1'];
  await using process = startProcess(MEDIA_TOOLS.ffmpeg, args, { signal });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk as Buffer);
  signal?.throwIfAborted();
  return Buffer.concat(chunks);
}

async function toThumbnail(input: string | Buffer | undefined, caption: string): Promise<Thumbnail | undefined> {
  if (input === undefined || input.length === 0) return undefined;
  try {
    const { data, info } = await sharp(input).rotate().resize({ height: HEIGHT, width: WIDEST, fit: 'inside' }).jpeg({ quality: 72 }).toBuffer({ resolveWithObject: true });
    return { source: `data:image/jpeg;base64,${data.toString('base64')}`, caption, width: info.width, height: info.height };
  } catch {
    return undefined; // A damaged picture; the check tells of it
  }
}
