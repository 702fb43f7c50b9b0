import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MediaError } from '../../media/media-error.ts';
import type { FakeClip } from './fake-plan.ts';
import { SOUND_RATE, type Sound } from './mix-sound.ts';

/** What a video consists of. */
export interface VideoParts {
  /** Raw RGB, one buffer a frame. */
  readonly frames: AsyncIterable<Buffer>;
  readonly sound: Sound | undefined;
  /** Container, which also says how pictures and sound are coded. */
  readonly container: string;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
}

const CODECS: Readonly<Record<string, readonly string[]>> = {
  mp4: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p', '-threads', '1', '-c:a', 'aac', '-b:a', '64k', '-movflags', '+faststart', '-f', 'mp4'],
  avi: ['-c:v', 'mpeg4', '-q:v', '4', '-threads', '1', '-c:a', 'pcm_s16le', '-f', 'avi'],
  flv: ['-c:v', 'flv', '-q:v', '4', '-threads', '1', '-c:a', 'adpcm_swf', '-ar', '22050', '-f', 'flv'],
};

/**
 * Writes pictures and sound to `path`, whatever its ending; overwrites.
 *
 * @throws MediaError naming `path` when ffmpeg cannot be run or fails; the signal's reason when aborted
 */
export async function writeVideo(path: string, clip: FakeClip, { frames, sound, container, ffmpeg, signal }: VideoParts): Promise<void> {
  const child = spawn(ffmpeg, toArguments(path, clip, { sound, container }), { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], signal });
  for (const pipe of [child.stdin, child.stdio[3]]) pipe?.on('error', () => undefined); // What ffmpeg left unread: its end tells
  const messages: string[] = [];
  child.stderr!.setEncoding('utf8').on('data', (text: string) => messages.push(text));
  const closed = once(child, 'close') as Promise<[number | null]>;
  const pictures = pipeline(frames, child.stdin!);
  const heard = sound === undefined ? Promise.resolve() : pipeline([Buffer.from(sound.samples.buffer)], child.stdio[3] as Writable);
  const [ended, ...written] = await Promise.allSettled([closed, pictures, heard]);
  signal?.throwIfAborted();
  if (ended.status === 'rejected') throw new MediaError('FFMPEG_MISSING', { path: ffmpeg, detail: `cannot be started (${(ended.reason as Error).message})`, cause: ended.reason });
  const failed = written.find((each): each is PromiseRejectedResult => each.status === 'rejected')?.reason as unknown;
  if (ended.value[0] === 0 && failed === undefined) return;
  const why = messages.join('').trim() || String(failed);
  throw new MediaError('WRITE_FAILED', { path, detail: `ffmpeg could not write it (${why})`, cause: failed });
}

function toArguments(path: string, { width, height, rate }: FakeClip, { sound, container }: Pick<VideoParts, 'sound' | 'container'>): string[] {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`, '-r', `${rate.numerator}/${rate.denominator}`, '-i', 'pipe:0'];
  const heard = sound === undefined ? ['-an'] : ['-f', 'f32le', '-ar', `${SOUND_RATE}`, '-ac', `${sound.channels}`, '-i', 'pipe:3'];
  return ['-v', 'error', '-y', ...input, ...heard, ...(CODECS[container] ?? CODECS.mp4!), '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact', path];
}
