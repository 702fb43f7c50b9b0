import { MediaError } from '../media/media-error.ts';
import type { MediaTools } from '../media/media-tools.ts';
import { startProcess } from '../media/start-process.ts';
import { toInput } from '../media/to-input.ts';

/** Hz of the sound that noise is added to. */
export const SAMPLE_RATE = 16_000;

/** Which sound to read. */
export interface SampleOptions {
  /** ffmpeg's index of the stream; ffmpeg's own choice when absent. */
  readonly stream?: number | undefined;
  readonly tools: MediaTools;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves with the whole sound of a file as ffmpeg's `-ac 1 -ar 16000` gives it: mono, 16 kHz, 16 bits, from its first sample on.
 *
 * @throws MediaError when it cannot be decoded or there is none
 */
export async function readSamples(path: string, { stream, tools, signal }: SampleOptions): Promise<Int16Array> {
  const which = ['-map', stream === undefined ? '0:a:0' : `0:${stream}`];
  await using process = startProcess(tools.ffmpeg, ['-nostdin', '-nostats', ...toInput(path), ...which, '-ac', '1', '-ar', `${SAMPLE_RATE}`, '-f', 's16le', 'pipe:1'], { signal });
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdout) chunks.push(chunk as Buffer);
  const status = await process.exited;
  signal?.throwIfAborted();
  if (status !== 0) throw new MediaError('DECODE_FAILED', { path, detail: `its sound cannot be decoded (${process.complaints[0] ?? `ffmpeg ended with status ${status}`})` });
  const bytes = Buffer.concat(chunks);
  return new Int16Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 1);
}
