import { openBytePipe } from './byte-pipe.ts';
import { readBytes } from './byte-reader.ts';
import type { FrameEntry } from './frame.ts';
import { makeFrameLedger } from './frame-ledger.ts';
import { makeFrameLog } from './frame-log.ts';
import { makeFramePool } from './frame-pool.ts';
import { listPackets } from './list-packets.ts';
import { MediaError } from './media-error.ts';
import type { VideoFile } from './media-facts.ts';
import { MEDIA_TOOLS } from './media-tools.ts';
import type { VideoOptions } from './video-options.ts';
import { startProcess, type MediaProcess } from './start-process.ts';
import { toClock, type Clock } from './to-clock.ts';
import { toFilters } from './to-filters.ts';
import { toInput } from './to-input.ts';
import { toSeconds } from './to-seconds.ts';

/** Pictures this far before `from`, in seconds, are known to be skipped without waiting for the next kept one. */
const SURELY_BEFORE = 1;

/**
 * Yields the entries of a video file with a spawned ffmpeg: pixels come from its stdout, exact times from its log. See `readVideo`.
 *
 * The two are paired by order. `-fps_mode passthrough` is what keeps ffmpeg from re-timing to a constant rate, `-copyts` what keeps the
 * container's own time stamps.
 */
export async function* decodeVideo(file: VideoFile, options: VideoOptions): AsyncGenerator<FrameEntry> {
  const { signal, tools = MEDIA_TOOLS, fps, from } = options;
  const clock = toClock(file);
  const log = makeFrameLog(fps !== undefined || from !== undefined);
  using pipe = await openBytePipe();
  await using process = startProcess(tools.ffmpeg, toArguments(file, clock, options), { signal, onLine: log.add, stdout: pipe?.writeEnd ?? 'pipe' });
  pipe?.handOver();
  process.exited.then(log.end, log.end); // A failure is reported by `checkEnd`
  const stdout = pipe ?? readBytes(process.stdout);
  const pool = makeFramePool(options.pool ?? 4);
  const toTime = (ticks: number) => toSeconds({ ticks, timeBase: log.timeBase ?? file.video.timeBase }, clock.zero);
  const listTicks = () => listPackets(file, clock.shift, { tools, signal });
  const ledger = makeFrameLedger({ toTime, listTicks, step: 1 / (file.video.rate ?? 25) });

  for await (const { ticks, kept, width, height } of log.read((ticks) => toTime(ticks) < (from ?? 0) - SURELY_BEFORE)) {
    if (log.hasErrors) yield* await ledger.failuresBefore(ticks);
    const place = ledger.place(ticks);
    if (!kept) {
      yield { status: 'skipped', ...place };
      continue;
    }
    const pixels = pool.next(width * height * 3);
    if ((await stdout.fill(pixels)) < pixels.length) break;
    yield { status: 'decoded', ...place, frame: { ...place, width, height, pixels } };
  }
  signal?.throwIfAborted();
  if (log.hasErrors) yield* await ledger.failuresBefore(Infinity);
  await checkEnd(file, process, ledger);
}

function toArguments({ path, video }: VideoFile, { args, zero }: Clock, options: VideoOptions): string[] {
  return [
    ...['-nostdin', '-nostats', ...args],
    ...toInput(path),
    ...['-map', `0:${video.stream}`, '-vf', toFilters(video, zero, options)],
    ...['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
  ];
}

/** Throws when not all of the file could be decoded. Damage that the decoder covered up is none: its pictures are there. */
async function checkEnd(
  { path, duration }: VideoFile,
  { exited, complaints }: MediaProcess,
  { failed, length }: { readonly failed: number; readonly length: number },
): Promise<void> {
  const status = await exited;
  const cut = complaints.find((line) => /partial file|ended prematurely|truncat/i.test(line));
  const counts = `${length - failed} frames could be decoded, ${failed} not`;
  if (cut !== undefined) throw new MediaError('TRUNCATED', { path, detail: `ends before its ${duration} s are over: ${counts} (${cut})` });
  if (status === 0 && failed === 0 && length > 0) return;
  if (length === 0 && complaints.length === 0) throw new MediaError('DECODE_FAILED', { path, detail: 'has a video stream and no picture to show in it' });
  throw new MediaError('DECODE_FAILED', { path, detail: `${counts} (${complaints[0] ?? `ffmpeg ended with status ${status}`})` });
}
