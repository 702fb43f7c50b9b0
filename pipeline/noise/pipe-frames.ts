import type { ClipRandom } from '../../datasets/noise/clip-random.ts';
import { blurFrame, type Yuv420 } from '../../datasets/noise/blur-frame.ts';
import { lostFrames } from '../../datasets/noise/lost-frames.ts';
import { openBytePipe } from '../media/byte-pipe.ts';
import { readBytes } from '../media/byte-reader.ts';
import { MediaError } from '../media/media-error.ts';
import type { VideoFile } from '../media/media-facts.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { startProcess, type MediaProcess } from '../media/start-process.ts';
import { toInput } from '../media/to-input.ts';

/** What is done to pictures that ffmpeg has no filter for. */
export type FrameDamage = { readonly kind: 'blur'; readonly rate: number } | { readonly kind: 'drop'; readonly share: number; readonly burst: number };

/** Where the pictures go. */
export interface FramePipe {
  readonly damage: FrameDamage;
  readonly random: ClipRandom;
  readonly tools: MediaTools;
  readonly signal?: AbortSignal | undefined;
  /** Returns the arguments of the ffmpeg that codes them, which reads raw YUV 4:2:0 of this size from `pipe:0`. */
  readonly toArguments: (width: number, height: number) => readonly string[];
}

/** What came of it. */
export interface PipedFrames {
  /** Numbers `[first, last]` of the pictures that were lost, from 0. */
  readonly lost: readonly (readonly [number, number])[];
  /** The first complaint of the decoder, when it got over it. */
  readonly complaint?: string;
}

/**
 * Decodes a video, damages picture after picture and hands each to an encoder. Memory does not grow with the length.
 *
 * @throws MediaError when nothing can be decoded, or the encoder fails
 */
export async function pipeFrames({ path, video }: VideoFile, { damage, random, tools, signal, toArguments }: FramePipe): Promise<PipedFrames> {
  const { width, height } = video;
  const planes = splitPlanes(new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1)), width, height);
  const change = toChange(damage, random);
  using pipe = await openBytePipe();
  await using decoder = startProcess(tools.ffmpeg, ['-nostdin', '-nostats', ...toInput(path), '-map', `0:${video.stream}`, '-vf', `scale=${width}:${height}`, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'], { signal, stdout: pipe?.writeEnd ?? 'pipe' });
  pipe?.handOver();
  const decoded = pipe ?? readBytes(decoder.stdout);
  const [outWidth, outHeight] = toEvenSize(width, height, damage);
  await using encoder = startProcess(tools.ffmpeg, toArguments(outWidth, outHeight), { signal, stdin: 'pipe' });
  let frames = 0;
  for (; (await decoded.fill(planes.bytes)) === planes.bytes.length; frames++) {
    signal?.throwIfAborted();
    await write(encoder, change.next(planes.yuv, frames).map((plane, index) => crop(plane, index === 0 ? [outWidth, outHeight] : [outWidth / 2, outHeight / 2])));
  }
  encoder.stdin!.end();
  const [decoderStatus, encoderStatus] = await Promise.all([decoder.exited, encoder.exited]);
  signal?.throwIfAborted();
  const [complaint] = decoder.complaints;
  if (frames === 0) throw new MediaError('DECODE_FAILED', { path, detail: `no picture could be decoded (${complaint ?? `ffmpeg ended with status ${decoderStatus}`})` });
  if (encoderStatus !== 0) throw new MediaError('WRITE_FAILED', { path, detail: `its damaged copy cannot be written (${encoder.complaints[0] ?? `ffmpeg ended with status ${encoderStatus}`})` });
  return { lost: change.lost, ...(complaint === undefined ? {} : { complaint }) };
}

/** OpenCV's writer cuts off an odd column or row, and no codec in use keeps them. */
function toEvenSize(width: number, height: number, damage: FrameDamage): [number, number] {
  const rate = damage.kind === 'blur' ? damage.rate : 1;
  const side = (length: number) => (rate * Math.ceil(length / rate)) & ~1;
  return [side(width), side(height)];
}

function splitPlanes(bytes: Uint8Array, width: number, height: number): { readonly bytes: Uint8Array; readonly yuv: Yuv420 } {
  const [halfWidth, halfHeight] = [(width + 1) >> 1, (height + 1) >> 1];
  const [light, colour] = [width * height, halfWidth * halfHeight];
  const plane = (from: number) => ({ width: halfWidth, height: halfHeight, pixels: bytes.subarray(from, from + colour) });
  return { bytes, yuv: [{ width, height, pixels: bytes.subarray(0, light) }, plane(light), plane(light + colour)] };
}

interface Change {
  readonly next: (frame: Yuv420, index: number) => Yuv420;
  readonly lost: [number, number][];
}

function toChange(damage: FrameDamage, random: ClipRandom): Change {
  const lost: [number, number][] = [];
  if (damage.kind === 'blur') return { next: (frame) => blurFrame(frame, damage.rate), lost };
  const isLost = lostFrames(random, damage);
  let shown: Yuv420 | undefined;
  const next = (frame: Yuv420, index: number) => {
    if (isLost() && shown !== undefined) {
      if (lost.at(-1)?.[1] === index - 1) lost.at(-1)![1] = index;
      else lost.push([index, index]);
      return shown;
    }
    shown = frame.map((plane) => ({ ...plane, pixels: plane.pixels.slice() })) as unknown as Yuv420; // The buffer is filled again
    return shown;
  };
  return { next, lost };
}

function crop({ width, height, pixels }: Yuv420[number], [wantedWidth, wantedHeight]: readonly [number, number]): Uint8Array {
  if (width === wantedWidth) return pixels.subarray(0, width * wantedHeight);
  const out = new Uint8Array(wantedWidth * wantedHeight);
  for (let y = 0; y < Math.min(height, wantedHeight); y++) out.set(pixels.subarray(y * width, y * width + wantedWidth), y * wantedWidth);
  return out;
}

/** Resolves when the encoder has taken the planes, or is gone. */
async function write({ stdin }: MediaProcess, planes: readonly Uint8Array[]): Promise<void> {
  await new Promise<void>((resolve) => {
    stdin!.cork();
    planes.forEach((plane, index) => stdin!.write(plane, index === planes.length - 1 ? () => resolve() : undefined));
    stdin!.uncork();
  });
}
