import { rename, rm } from 'node:fs/promises';
import ffmpeg from 'fluent-ffmpeg';
import { MediaError } from './media-error.ts';
import type { MediaFacts } from './media-facts.ts';
import type { MediaTools } from './media-tools.ts';

export interface TranscodeOptions {
  /** Neither side of the picture is longer, in pixels. Default 1280. */
  readonly maxSide?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly tools?: MediaTools | undefined;
}

/**
 * Writes a copy of a video or sound file that browsers play: H.264 and AAC in an MP4 whose index comes first, even sides, the clip's own clock
 * and frame times. `target` appears only when it is whole.
 *
 * @throws MediaError NOT_MEDIA for pictures, DECODE_FAILED when ffmpeg gives up, FFMPEG_MISSING
 * @throws the signal's reason when it aborts; ffmpeg and the unfinished copy are gone by then
 */
export async function transcode(facts: MediaFacts, target: string, options: TranscodeOptions = {}): Promise<void> {
  const { path, kind } = facts;
  if (kind !== 'video' && kind !== 'audio') throw new MediaError('NOT_MEDIA', { path, detail: 'is a picture and cannot be copied as a video' });
  const part = `${target}.part`;
  try {
    await run(facts, part, options);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    options.signal?.throwIfAborted();
    throw error;
  }
}

function run(facts: MediaFacts, target: string, { maxSide = 1280, signal, tools }: TranscodeOptions): Promise<void> {
  signal?.throwIfAborted();
  const { path } = facts;
  const command = ffmpeg(`file:${path}`)
    .inputOptions(['-protocol_whitelist', 'file,pipe'])
    .outputOptions(toOutputOptions(facts, maxSide))
    .output(`file:${target}`);
  if (tools !== undefined) command.setFfmpegPath(tools.ffmpeg).setFfprobePath(tools.ffprobe);
  return new Promise((resolve, reject) => {
    const kill = () => command.kill('SIGKILL');
    const finish = (error?: Error) => {
      signal?.removeEventListener('abort', kill);
      if (error === undefined) resolve();
      else reject(toMediaError(path, error));
    };
    signal?.addEventListener('abort', kill, { once: true });
    command.on('start', () => {
      if (signal?.aborted) kill(); // It was still asking ffmpeg for its abilities when the signal came
    });
    command.on('end', () => finish()).on('error', finish).run();
  });
}

function toOutputOptions({ video, audio }: MediaFacts, maxSide: number): string[] {
  const sides = `w=min(iw\\,${maxSide}):h=min(ih\\,${maxSide}):force_original_aspect_ratio=decrease:force_divisible_by=2`;
  const pictures = ['-map', `0:${video?.stream}`, '-vf', `scale=${sides}`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26'];
  const sound = ['-map', `0:${audio?.stream}`, '-c:a', 'aac', '-b:a', '96k', '-ac', '2'];
  return [
    ...(video ? [...pictures, '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough'] : []),
    ...(audio ? sound : []),
    ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'],
  ];
}

function toMediaError(path: string, cause: Error): MediaError {
  if (/Cannot find ffmpeg|ENOENT/.test(cause.message)) return new MediaError('FFMPEG_MISSING', { path: 'ffmpeg', detail: 'cannot be started', cause });
  const reason = cause.message.trim().split('\n').at(-1) ?? '';
  return new MediaError('DECODE_FAILED', { path, detail: `cannot be copied for the browser (${reason})`, cause });
}
