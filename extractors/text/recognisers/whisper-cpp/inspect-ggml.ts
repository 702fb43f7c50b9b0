import { open, type FileHandle } from 'node:fs/promises';
import { RecogniserError } from '../recogniser-error.ts';

/** What the head of a ggml file of Whisper says. */
export interface GgmlFacts {
  /** Whether it knows languages beside English. */
  readonly multilingual: boolean;
  readonly vocabulary: number;
  readonly bytes: number;
}

const MAGIC = 0x67676d6c;
const MULTILINGUAL = 51_865; // Tokens from which on there are several languages

/** Values per block and bytes per block of ggml's number types, by their number. */
const TYPES: Readonly<Record<number, readonly [values: number, bytes: number]>> = {
  0: [1, 4], 1: [1, 2], 2: [32, 18], 3: [32, 20], 6: [32, 22], 7: [32, 24], 8: [32, 34], 10: [256, 84], 11: [256, 110], 12: [256, 144], 13: [256, 176], 14: [256, 210],
};

/**
 * Resolves with what a ggml file of Whisper is, after walking over all of its tensors. whisper.cpp itself takes a file that ends too early for a whole one and then
 * hears rubbish.
 *
 * @throws RecogniserError BAD_MODEL naming the file and what is wrong with it
 */
export async function inspectGgml(path: string): Promise<GgmlFacts> {
  const bad = (detail: string, cause?: unknown) => new RecogniserError('BAD_MODEL', { thing: path, detail, cause });
  await using file = await open(path).catch((cause: unknown) => {
    throw bad(`cannot be read (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`, cause);
  });
  const { size } = await file.stat();
  const reader = readerOf(file, size);
  try {
    if ((await reader.ints(1))[0] !== MAGIC) throw bad('is no ggml file of whisper.cpp');
    const [vocabulary, , , , audioLayers, , , , textLayers] = await reader.ints(11);
    const tensors = await skipToEnd(reader);
    const wanted = 11 + 15 * audioLayers! + 24 * textLayers!;
    if (tensors !== wanted) throw bad(`has ${tensors} of ${wanted} tensors: it was not copied to its end`);
    return { multilingual: vocabulary! >= MULTILINGUAL, vocabulary: vocabulary!, bytes: size };
  } catch (error) {
    if (error instanceof RangeError) throw bad(`${error.message}: it was not copied to its end, or is something else`, error);
    throw error;
  }
}

interface Reader {
  /** Resolves with the next numbers of 32 bits. */
  ints(count: number): Promise<number[]>;
  skip(bytes: number): void;
  readonly position: () => number;
  readonly size: number;
}

function readerOf(file: FileHandle, size: number): Reader {
  let position = 0;
  let window = Buffer.alloc(0);
  let windowStart = 0;
  const need = (bytes: number) => {
    if (bytes < 0 || position + bytes > size) throw new RangeError(`ends after ${size} bytes`);
  };
  return {
    size,
    position: () => position,
    async ints(count) {
      const bytes = 4 * count;
      need(bytes);
      if (position < windowStart || position + bytes > windowStart + window.length) {
        window = Buffer.alloc(Math.min(1 << 16, size - position));
        await file.read(window, 0, window.length, position);
        windowStart = position;
      }
      const values = Array.from({ length: count }, (_, i) => window.readInt32LE(position - windowStart + 4 * i));
      position += bytes;
      return values;
    },
    skip(bytes) {
      need(bytes);
      position += bytes;
    },
  };
}

/** Passes over mel filters, vocabulary and tensors; resolves with the number of these. */
async function skipToEnd(reader: Reader): Promise<number> {
  const [bands, bins] = await reader.ints(2);
  reader.skip(4 * bands! * bins!);
  const [tokens] = await reader.ints(1);
  for (let i = 0; i < tokens!; i++) reader.skip((await reader.ints(1))[0]!);
  let tensors = 0;
  for (; reader.position() < reader.size; tensors++) {
    const [count, nameLength, type] = await reader.ints(3);
    const [values, bytes] = TYPES[type!] ?? [];
    if (values === undefined || bytes === undefined || count! < 1 || count! > 4) throw new RangeError(`holds something unknown after ${reader.position()} bytes`);
    const length = (await reader.ints(count!)).reduce((product, dim) => product * dim, 1);
    reader.skip(nameLength! + (length / values) * bytes);
  }
  return tensors;
}
