import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryName } from '../export/open-atomic-file.ts';
import { OutputError } from '../export/output-error.ts';
import { startProcess } from '../media/start-process.ts';
import type { ClipFacts, FrameRow } from '../rows.ts';
import { collectClip } from './collect-clip.ts';
import { STRETCH, toSubtitles } from './to-subtitles.ts';

/** What an annotated video is made of. */
export interface AnnotatedInput {
  readonly videoPath: string;
  /** In the order of their frames. */
  readonly rows: Iterable<FrameRow> | AsyncIterable<FrameRow>;
  readonly clip: ClipFacts;
  /** Where `annotated.mp4` goes; made when it is missing. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** The program; default `ffmpeg` on the path. */
  readonly ffmpeg?: string | undefined;
}

/**
 * Writes `annotated.mp4`, the clip with boxes and labels burnt in, at the frame times and with the sound of the original; resolves with its path.
 *
 * @throws OutputError NO_ASS_FILTER when ffmpeg is built without libass; FAILED with what ffmpeg said; NOT_WRITABLE, DISK_FULL
 * @throws MediaError FFMPEG_MISSING
 * @throws the signal's reason when it aborts; ffmpeg and the unfinished file are gone by then
 */
export async function writeAnnotated(input: AnnotatedInput): Promise<string> {
  const path = join(input.folder, 'annotated.mp4');
  if (!input.clip.video) throw new OutputError('FAILED', { path, detail: 'this clip has no pictures to draw on' });
  const work = await mkdtemp(join(tmpdir(), 'affekt-annotated-'));
  const part = temporaryName(path);
  try {
    await mkdir(input.folder, { recursive: true });
    await writeScript(join(work, 'boxes.ass'), input);
    await burn(input, { work, part, path });
    await rename(part, path);
    return path;
  } catch (error) {
    input.signal?.throwIfAborted();
    throw OutputError.from(error, path);
  } finally {
    await Promise.all([rm(part, { force: true }), rm(work, { recursive: true, force: true })]);
  }
}

async function writeScript(script: string, { rows, clip }: AnnotatedInput): Promise<void> {
  await using file = await open(script, 'w');
  let lines: string[] = [];
  for (const line of toSubtitles(await collectClip(rows), clip.video!)) {
    lines.push(line);
    if (lines.length < 10_000) continue;
    await file.write(`${lines.join('\n')}\n`);
    lines = [];
  }
  await file.write(`${lines.join('\n')}\n`);
}

async function burn({ videoPath, signal, ffmpeg = 'ffmpeg' }: AnnotatedInput, { work, part, path }: { readonly work: string; readonly part: string; readonly path: string }): Promise<void> {
  await using encoder = startProcess(ffmpeg, ['-nostdin', '-y', ...toArguments({ videoPath, script: join(work, 'boxes.ass'), part })], { signal });
  encoder.stdout.resume();
  const status = await encoder.exited;
  signal?.throwIfAborted();
  if (status === 0) return;
  const said = encoder.complaints.join('; ');
  if (said.includes("No such filter: 'ass'")) throw new OutputError('NO_ASS_FILTER', { path, detail: 'this ffmpeg cannot draw, it has no filter "ass"' });
  const code = said.includes('No space left') ? 'DISK_FULL' : 'FAILED';
  throw new OutputError(code, { path, detail: `ffmpeg could not draw the boxes (${encoder.complaints.at(-1) ?? `status ${status}`})` });
}

/** The stretch keeps frames apart that lie closer than the centiseconds of a subtitle; sides are made even, as H.264 wants them. */
function toArguments({ videoPath, script, part }: { readonly videoPath: string; readonly script: string; readonly part: string }): string[] {
  const draw = `setpts=PTS*${STRETCH},ass=filename=${script},setpts=PTS/${STRETCH},pad=w=ceil(iw/2)*2:h=ceil(ih/2)*2`;
  return [
    ...['-protocol_whitelist', 'file,pipe', '-i', `file:${videoPath}`, '-map', '0:V:0', '-map', '0:a:0?'],
    ...['-vf', draw, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-b:a', '160k', '-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', `file:${part}`],
  ];
}
