import type { ClipRandom } from '../../datasets/noise/clip-random.ts';
import type { Yuv420 } from '../../datasets/noise/blur-frame.ts';
import { lostFrames } from '../../datasets/noise/lost-frames.ts';
import { openBytePipe } from '../media/byte-pipe.ts';
import { readBytes } from '../media/byte-reader.ts';
import { MediaError } from '../media/media-error.ts';
import type { VideoFile } from '../media/media-facts.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { startProcess, type MediaProcess } from '../media/start-process.ts';
import { toInput } from '../media/to-input.ts';
import { openBlurThread } from './blur-thread.ts';
import { splitPlanes } from './split-planes.ts';

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
  const bytes = new Uint8Array(width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1));
  await using change = toChange(damage, { random, width, height });
  using pipe = await openBytePipe();
  await using decoder = startProcess(tools.ffmpeg, ['-nostdin', '-nostats', ...toInput(path), '-map', `0:${video.stream}`, '-vf', `scale=${width}:${height}`, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', 'pipe:1'], { signal, stdout: pipe?.writeEnd ?? 'pipe' });
  pipe?.handOver();
  const decoded = pipe ?? readBytes(decoder.stdout);
  const [outWidth, outHeight] = toEvenSize(width, height, damage);
  await using encoder = startProcess(tools.ffmpeg, toArguments(outWidth, outHeight), { signal, stdin: 'pipe' });
  const crops = (picture: Yuv420) => picture.map((plane, index) => crop(plane, index === 0 ? [outWidth, outHeight] : [outWidth / 2, outHeight / 2]));
  let frames = 0;
  let before: Promise<Yuv420> | undefined; // One picture is changed while the next is decoded
  for (; (await decoded.fill(bytes)) === bytes.length; frames++) {
    signal?.throwIfAborted();
    const changed = change.next(bytes, frames);
    if (before !== undefined) await write(encoder, crops(await before));
    before = changed;
  }
  if (before !== undefined) await write(encoder, crops(await before));
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

interface Change extends AsyncDisposable {
  /** Resolves with what becomes of a raw picture, whose bytes are copied before anything else happens. */
  readonly next: (bytes: Uint8Array, index: number) => Promise<Yuv420>;
  readonly lost: [number, number][];
}

interface Shape {
  readonly random: ClipRandom;
  readonly width: number;
  readonly height: number;
}

function toChange(damage: FrameDamage, { random, width, height }: Shape): Change {
  return damage.kind === 'blur' ? blurring(damage.rate, { width, height }) : dropping(lostFrames(random, damage), { width, height });
}

function blurring(rate: number, { width, height }: Pick<Shape, 'width' | 'height'>): Change {
  const thread = openBlurThread();
  return { next: (bytes) => thread.blur({ bytes: bytes.slice(), width, height, rate }), lost: [], [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}

function dropping(isLost: () => boolean, { width, height }: Pick<Shape, 'width' | 'height'>): Change {
  const lost: [number, number][] = [];
  let shown: Yuv420 | undefined;
  const next = (bytes: Uint8Array, index: number) => {
    if (isLost() && shown !== undefined) {
      if (lost.at(-1)?.[1] === index - 1) lost.at(-1)![1] = index;
      else lost.push([index, index]);
      return Promise.resolve(shown);
    }
    const next = splitPlanes(bytes.slice(), width, height); // The buffer is filled again
    shown = next;
    return Promise.resolve(next);
  };
  return { next, lost, [Symbol.asyncDispose]: () => Promise.resolve() };
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
