import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { drawClipFrame } from './draw-clip-frame.ts';
import type { DrawnClip } from './drawn-clip.ts';
import { mixVoices } from './mix-voices.ts';

/** How a clip is written. */
export interface MakeClipOptions {
  /** The program to run; the one on the path by default. */
  readonly ffmpeg?: string | undefined;
  /** Ends the work at once when aborted; ffmpeg is killed. */
  readonly signal?: AbortSignal | undefined;
}

const SAMPLE_RATE = 16_000;
/** Frames being painted at a time: sharp paints each on a thread of its own. */
const IN_FLIGHT = 4;

/**
 * Draws a clip and writes it as H.264 and AAC to `path` (overwritten; the ending says the container, mp4 or mkv).
 *
 * @throws Error naming `path` when ffmpeg cannot be run or fails; the signal's reason when aborted
 */
export async function makeClip(path: string, clip: DrawnClip, { ffmpeg = 'ffmpeg', signal }: MakeClipOptions = {}): Promise<void> {
  const child = spawn(ffmpeg, toArguments(path, clip), { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], signal });
  for (const pipe of [child.stdin, child.stdio[3]]) pipe?.on('error', () => undefined); // What ffmpeg left unread: its end tells
  const messages: string[] = [];
  child.stderr!.setEncoding('utf8').on('data', (text: string) => messages.push(text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const written = Promise.allSettled([
    pipeline(frames(clip), child.stdin!),
    pipeline([Buffer.from(mixVoices(clip, SAMPLE_RATE).buffer)], child.stdio[3] as Writable),
  ]);
  try {
    const [code] = await closed;
    signal?.throwIfAborted();
    if (code !== 0) throw new Error(`ended with code ${code}: ${messages.join('').trim()}`);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new Error(`${path}: ffmpeg could not write the clip (${(cause as Error).message}). Check that ffmpeg 5 or later is installed and the folder can be written.`, { cause });
  } finally {
    await written;
  }
}

/** Yields the frames as raw RGB, painting a few ahead. */
async function* frames(clip: DrawnClip): AsyncGenerator<Buffer> {
  const count = Math.round(clip.duration * clip.fps);
  const paint = (index: number) => sharp(Buffer.from(drawClipFrame(clip, index / clip.fps))).removeAlpha().raw().toBuffer();
  const painting: Promise<Buffer>[] = [];
  for (let index = 0; index < count + IN_FLIGHT; index++) {
    if (index < count) painting.push(paint(index));
    if (index >= IN_FLIGHT) yield await painting.shift()!;
  }
}

function toArguments(path: string, { width, height, fps }: DrawnClip): string[] {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', `${fps}`, '-i', 'pipe:0'];
  const sound = ['-f', 'f32le', '-ar', `${SAMPLE_RATE}`, '-ac', '1', '-i', 'pipe:3'];
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p'];
  return ['-v', 'error', '-y', ...input, ...sound, ...video, '-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-fflags', '+bitexact', path];
}
