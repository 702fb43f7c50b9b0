import type { Sound } from '../../extractors/audio/sound.ts';
import { readBytes } from './byte-reader.ts';
import { MediaError } from './media-error.ts';
import type { AudioFacts, MediaFacts } from './media-facts.ts';
import { MEDIA_TOOLS, type MediaTools } from './media-tools.ts';
import { startProcess } from './start-process.ts';
import { toClock, type Clock } from './to-clock.ts';
import { toInput } from './to-input.ts';

export interface SoundOptions {
  /** Length of a chunk in seconds, default 1; the last one may be shorter. */
  readonly chunk?: number | undefined;
  /** Hz; default 16000. */
  readonly sampleRate?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly tools?: MediaTools | undefined;
}

const BYTES_PER_SAMPLE = 4;

/**
 * Yields the sound of a clip as mono chunks of one sample rate that follow each other without gap from time 0 of the clip's clock, the clock of its frames.
 *
 * Where the sound starts late or pauses for more than 50 ms there is silence, so sample `i` is heard at `i / sampleRate` s. Channels are averaged by
 * ffmpeg. A clip without sound, or with an empty stream of it, yields nothing. Each chunk owns its samples.
 *
 * @throws MediaError DECODE_FAILED after all that can be decoded was delivered
 * @throws the signal's reason when it aborts; ffmpeg is gone by then
 */
export async function* readSound(facts: MediaFacts, options: SoundOptions = {}): AsyncGenerator<Sound> {
  const { path, audio } = facts;
  const { chunk = 1, sampleRate = 16_000, signal, tools = MEDIA_TOOLS } = options;
  if (audio === undefined) return;
  await using process = startProcess(tools.ffmpeg, toArguments(path, audio, { clock: toClock(facts), sampleRate }), { signal });
  const stdout = readBytes(process.stdout);
  const length = Math.max(1, Math.round(chunk * sampleRate));
  let position = 0;
  for (;;) {
    const bytes = new Uint8Array(length * BYTES_PER_SAMPLE);
    const count = Math.floor((await stdout.fill(bytes)) / BYTES_PER_SAMPLE);
    if (count > 0) yield { time: position / sampleRate, sampleRate, samples: new Float32Array(bytes.buffer, 0, count) };
    position += count;
    if (count < length) break;
  }
  signal?.throwIfAborted();
  const status = await process.exited;
  if (status === 0 && (position > 0 || process.complaints.length === 0)) return; // Nothing at all: a microphone that was muted
  const reason = process.complaints[0] ?? `ffmpeg ended with status ${status}`;
  throw new MediaError('DECODE_FAILED', { path, detail: `${position / sampleRate} s of its sound could be decoded (${reason})` });
}

function toArguments(path: string, { stream }: AudioFacts, { clock: { args, zero }, sampleRate }: { clock: Clock; sampleRate: number }): string[] {
  const start = (zero.ticks * zero.timeBase[0]) / zero.timeBase[1];
  const filters = [`asetpts=PTS-(${start})/TB`, `aresample=${sampleRate}:async=1:min_hard_comp=0.05:first_pts=0`];
  return [
    ...['-nostdin', '-nostats', ...args],
    ...toInput(path),
    ...['-map', `0:${stream}`, '-af', filters.join(','), '-ac', '1', '-f', 'f32le', 'pipe:1'],
  ];
}
