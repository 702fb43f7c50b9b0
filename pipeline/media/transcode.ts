import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import ffmpeg from 'fluent-ffmpeg';
import { MediaError } from './media-error.ts';
import type { MediaFacts } from './media-facts.ts';
import { MEDIA_TOOLS, type MediaTools } from './media-tools.ts';
import { readText } from './read-text.ts';
import { toInput } from './to-input.ts';
import { toIvf } from './to-ivf.ts';

export interface TranscodeOptions {
  /** Neither side of the picture is longer, in pixels. Default 1280. */
  readonly maxSide?: number | undefined;
  /** The most bits a second that pictures take, in kbit/s, averaged over a few seconds. Default: as many as they need. */
  readonly videoKbps?: number | undefined;
  /** Default 96. */
  readonly audioKbps?: number | undefined;
  /** Pictures are taken as they are, without loss: they must be H.264 already. Default false. */
  readonly keepPictures?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly tools?: MediaTools | undefined;
}

/**
 * Writes a copy of a clip that browsers play: H.264 and AAC in an MP4 whose index comes first, even sides, the clip's own clock
 * and frame times. Folders of numbered pictures and animations become videos. `target` appears only when it is whole.
 *
 * @throws MediaError NOT_MEDIA for a still picture, DECODE_FAILED when ffmpeg gives up, FFMPEG_MISSING
 * @throws the signal's reason when it aborts; ffmpeg and the unfinished copy are gone by then
 */
export async function transcode(facts: MediaFacts, target: string, options: TranscodeOptions = {}): Promise<void> {
  const { path, kind, video } = facts;
  if (kind === 'image' && video?.frames === 1) throw new MediaError('NOT_MEDIA', { path, detail: 'is a picture and cannot be copied as a video' });
  const part = `${target}.part`;
  await readText((options.tools ?? MEDIA_TOOLS).ffmpeg, ['-version'], options.signal); // fluent-ffmpeg ends the process when it cannot start ffmpeg
  try {
    await run(facts, part, options);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    options.signal?.throwIfAborted();
    throw error;
  }
}

function run(facts: MediaFacts, target: string, options: TranscodeOptions): Promise<void> {
  const { signal, tools = MEDIA_TOOLS } = options;
  signal?.throwIfAborted();
  const pictures = facts.kind === 'image' || facts.kind === 'image-sequence' ? Readable.from(toIvf(facts, { maxSide: options.maxSide ?? 1280, signal })) : undefined;
  const command = ffmpeg(pictures ?? `file:${facts.path}`)
    .inputOptions(pictures ? ['-f', 'ivf'] : toInput(facts.path).slice(0, -2))
    .outputOptions(toOutputOptions(facts, options))
    .output(`file:${target}`);
  useProgram(command, tools.ffmpeg);
  return new Promise((resolve, reject) => {
    const kill = () => command.kill('SIGKILL');
    const finish = (error?: Error) => {
      signal?.removeEventListener('abort', kill);
      pictures?.destroy();
      if (error === undefined) resolve();
      else reject(toMediaError(facts.path, error));
    };
    signal?.addEventListener('abort', kill, { once: true });
    command.on('start', () => {
      if (signal?.aborted) kill(); // It was still asking ffmpeg for its abilities when the signal came
    });
    command.on('end', () => finish()).on('error', finish).run();
  });
}

/** fluent-ffmpeg's own `setFfmpegPath` sets it for the whole process: this sets it for one command. */
function useProgram(command: ffmpeg.FfmpegCommand, program: string): void {
  Object.defineProperty(command, '_getFfmpegPath', { value: (callback: (error: undefined, path: string) => void) => callback(undefined, program) });
}

function toOutputOptions({ kind, video, audio }: MediaFacts, { maxSide = 1280, videoKbps, audioKbps = 96, keepPictures = false }: TranscodeOptions): string[] {
  const sides = `w=min(iw\\,${maxSide}):h=min(ih\\,${maxSide}):force_original_aspect_ratio=decrease:force_divisible_by=2`;
  const stream = kind === 'video' ? video?.stream : 0;
  const limit = videoKbps === undefined ? [] : ['-maxrate', `${videoKbps}k`, '-bufsize', `${videoKbps * 4}k`];
  const encoded = ['-vf', `scale=${sides}`, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '26', ...limit, '-pix_fmt', 'yuv420p', '-fps_mode', 'passthrough', '-enc_time_base', '-1'];
  const sound = ['-map', `0:${audio?.stream}`, '-c:a', 'aac', '-b:a', `${audioKbps}k`, '-ac', audioKbps < 64 ? '1' : '2'];
  return [
    ...(video ? ['-map', `0:${stream}`, ...(keepPictures ? ['-c:v', 'copy'] : encoded)] : []),
    ...(audio ? sound : []),
    ...['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4'],
  ];
}

function toMediaError(path: string, cause: Error): MediaError {
  const reason = cause.message.trim().split('\n').at(-1) ?? '';
  return new MediaError('DECODE_FAILED', { path, detail: `cannot be copied for the browser (${reason})`, cause });
}
