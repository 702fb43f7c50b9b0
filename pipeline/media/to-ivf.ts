import sharp from 'sharp';
import type { Frame } from './frame.ts';
import { MediaError } from './media-error.ts';
import type { MediaFacts } from './media-facts.ts';
import { readFrames } from './read-frames.ts';

/** Ticks of an IVF file's clock in a second: every usual rate divides it. */
const HZ = 90_000;

/**
 * Yields pictures as an IVF file, header first: JPEGs of one size, upright, each with its own time. ffmpeg reads it from a pipe, and it
 * is the simplest container that keeps any frame times. Pictures that cannot be decoded are missing.
 *
 * @param facts of a folder of numbered pictures or of an animation
 */
export async function* toIvf(facts: MediaFacts, { maxSide, signal }: { readonly maxSide: number; readonly signal?: AbortSignal | undefined }): AsyncGenerator<Buffer> {
  let size: { readonly width: number; readonly height: number } | undefined;
  for await (const { pixels, width, height, time } of readWhole(facts, { maxSide, signal })) {
    if (size === undefined) yield toHeader({ width, height });
    size ??= { width, height };
    const jpeg = await sharp(pixels, { raw: { width, height, channels: 3 } }).resize({ ...size, fit: 'fill' }).jpeg({ quality: 90 }).toBuffer();
    yield toFrameHeader(jpeg.length, Math.round(time * HZ));
    yield jpeg;
  }
}

async function* readWhole(facts: MediaFacts, options: { readonly maxSide: number; readonly signal?: AbortSignal | undefined }): AsyncGenerator<Frame> {
  try {
    yield* readFrames(facts, { ...options, pool: 1 });
  } catch (error) {
    if (!(error instanceof MediaError)) throw error; // Damage is told by the analysis: the copy shows the rest
  }
}

/** Signature, version 0, length, codec, size, clock. */
function toHeader({ width, height }: { readonly width: number; readonly height: number }): Buffer {
  const header = Buffer.alloc(32);
  header.write('DKIF\0\0\x20\0MJPG', 'latin1');
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt32LE(HZ, 16);
  header.writeUInt32LE(1, 20);
  return header;
}

function toFrameHeader(bytes: number, ticks: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(bytes, 0);
  header.writeBigUInt64LE(BigInt(ticks), 4);
  return header;
}
