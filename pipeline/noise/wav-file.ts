import { open } from 'node:fs/promises';
import { wavBytes } from '../../extractors/audio/wav-bytes.ts';

const HEADER = 44;

/** Returns 16-bit mono samples as the bytes of a WAV file. @param rate Hz */
export function toWav(samples: Int16Array, rate: number): Buffer {
  return wavBytes(samples, { sampleRate: rate });
}

/** Where the samples of a WAV file lie. */
export interface WavPlace {
  /** Bytes before the first sample. */
  readonly offset: number;
  readonly samples: number;
}

/** Resolves with where the samples lie, when the file is a plain WAV of 16 bits, mono, at `rate` Hz; `undefined` for any other file. */
export async function findWavSamples(path: string, rate: number): Promise<WavPlace | undefined> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
  if (bytesRead < HEADER || buffer.toString('latin1', 0, 4) !== 'RIFF' || buffer.toString('latin1', 8, 12) !== 'WAVE') return undefined;
  let isPlain = false;
  for (let at = 12; at + 8 <= bytesRead; ) {
    const [name, length] = [buffer.toString('latin1', at, at + 4), buffer.readUInt32LE(at + 4)];
    if (name === 'data') return isPlain ? { offset: at + 8, samples: Math.min(length, size - at - 8) >> 1 } : undefined;
    if (name === 'fmt ' && at + 24 <= bytesRead) isPlain = buffer.readUInt16LE(at + 8) === 1 && buffer.readUInt16LE(at + 10) === 1 && buffer.readUInt32LE(at + 12) === rate && buffer.readUInt16LE(at + 22) === 16;
    at += 8 + length + (length & 1);
  }
  return undefined;
}
