import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { findPictures } from './find-pictures.ts';
import { isPictureName } from './is-picture-name.ts';
import { MediaError } from './media-error.ts';
import type { MediaFacts } from './media-facts.ts';
import { MEDIA_TOOLS, type MediaTools } from './media-tools.ts';
import { probePicture } from './probe-picture.ts';
import { readText } from './read-text.ts';
import { toFacts, type ProbeReport } from './to-facts.ts';
import { toInput } from './to-input.ts';

export interface ProbeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly tools?: MediaTools | undefined;
  /** Pictures per second of a folder of numbered pictures, which cannot tell it. Default 25. */
  readonly fps?: number | undefined;
}

/**
 * Resolves with what the container at `path` says about itself: a video, a sound file, a picture, or a folder of numbered pictures.
 *
 * Nothing is decoded, so damage inside shows up only when the clip is read.
 *
 * @throws MediaError when there is nothing that can be read, with a code that says why
 */
export async function probe(path: string, options: ProbeOptions = {}): Promise<MediaFacts> {
  const { isDirectory } = await checkReadable(path);
  if (isDirectory) return probeFolder(path, options.fps ?? 25);
  const picture = isPictureName(path) ? await probePicture(path) : undefined;
  return picture ?? probeFile(path, options);
}

async function checkReadable(path: string): Promise<{ isDirectory: boolean }> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new MediaError('NOT_FOUND', { path, detail: `cannot be found (${toCode(cause)})`, cause });
  });
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new MediaError('UNREADABLE', { path, detail: `may not be read (${toCode(cause)})`, cause });
  });
  if (found.isDirectory()) return { isDirectory: true };
  if (!found.isFile()) throw new MediaError('NOT_MEDIA', { path, detail: 'is neither a file nor a folder' });
  if (found.size === 0) throw new MediaError('EMPTY_FILE', { path, detail: 'is empty (0 bytes)' });
  return { isDirectory: false };
}

function toCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

async function probeFolder(path: string, fps: number): Promise<MediaFacts> {
  const pictures = await findPictures(path);
  const first = pictures[0];
  if (first === undefined) throw new MediaError('NOT_MEDIA', { path, detail: 'is a folder without numbered pictures' });
  const facts = await probePicture(first.path);
  if (facts?.video === undefined) throw new MediaError('NOT_MEDIA', { path: first.path, detail: 'is not a picture, in spite of its name' });
  const last = pictures.at(-1)!;
  return {
    ...facts,
    path,
    kind: 'image-sequence',
    container: 'images',
    duration: (last.index + 1) / fps,
    video: { ...facts.video, rotation: 0, rate: fps, timeBase: [1, fps], frames: pictures.length },
    notes: [`Times assume ${fps} pictures per second.`],
  };
}

async function probeFile(path: string, { signal, tools = MEDIA_TOOLS }: ProbeOptions): Promise<MediaFacts> {
  const args = ['-print_format', 'json', '-show_format', '-show_streams', ...toInput(path)];
  const { text, status, complaints } = await readText(tools.ffprobe, args, signal);
  if (status !== 0) throw await toProbeError(path, complaints);
  const report = JSON.parse(text) as ProbeReport;
  return toFacts(path, report);
}

async function toProbeError(path: string, complaints: readonly string[]): Promise<MediaError> {
  const reason = complaints.find((line) => !line.includes(path)) ?? 'ffprobe gives no reason';
  if (reason.includes('moov atom not found') && (await isMp4(path))) {
    return new MediaError('TRUNCATED', { path, detail: 'ends before its table of frames (moov atom not found)' });
  }
  const extension = extname(path);
  return new MediaError('NOT_MEDIA', { path, detail: `is no media file${extension === '' ? '' : `, in spite of the name ending in ${extension}`} (${reason})` });
}

async function isMp4(path: string): Promise<boolean> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return ['ftyp', 'mdat', 'free', 'wide', 'skip'].includes(buffer.toString('latin1', 4, 8));
}
