import { createReadStream, existsSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { OutputError } from '../export/output-error.ts';
import type { FrameSighting } from '../stages/sighting.ts';
import { fromLine, toLine } from './sighting-line.ts';

/** Frames already read, on disk: what a killed run leaves behind and the next one goes on from. One line is one batch. */
export interface SightingLog extends AsyncDisposable {
  /** Index of the first frame that is not yet in the log. */
  readonly nextFrame: number;
  /** Presentation time of the last frame in the log, in seconds; 0 when it is empty. */
  readonly lastTime: number;
  /** Writes one batch of frames; it is in the file when the promise resolves. */
  append(batch: readonly FrameSighting[]): Promise<void>;
}

/** Opens the log at `path`, creating it when absent. A line that a killed run left half-written is cut off. */
export async function openSightingLog(path: string): Promise<SightingLog> {
  const file = await open(path, 'a+');
  try {
    const end = await cutToWholeLines(path, file);
    return {
      ...end,
      append: async (batch) => {
        await file.appendFile(`${toLine(batch)}\n`).catch((error: unknown) => {
          throw OutputError.from(error, path);
        });
      },
      [Symbol.asyncDispose]: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Yields the frames in the log at `path`, in order; nothing when there is none. Stops before a half-written line. */
export async function* readSightings(path: string): AsyncGenerator<FrameSighting> {
  for await (const { batch } of readBatches(path)) yield* batch;
}

async function cutToWholeLines(path: string, file: FileHandle): Promise<Pick<SightingLog, 'nextFrame' | 'lastTime'>> {
  let bytes = 0;
  let last: FrameSighting | undefined;
  for await (const line of readBatches(path)) {
    bytes += line.bytes;
    last = line.batch.at(-1);
  }
  const { size } = await file.stat();
  if (bytes > size) await file.appendFile('\n'); // Only the line break was missing
  else await file.truncate(bytes);
  return last === undefined ? { nextFrame: 0, lastTime: 0 } : { nextFrame: last.frame + 1, lastTime: last.time };
}

async function* readBatches(path: string): AsyncGenerator<{ readonly batch: FrameSighting[]; readonly bytes: number }> {
  if (!existsSync(path)) return;
  for await (const line of readLines(path)) {
    const batch = fromLine(line);
    if (batch === undefined) return;
    yield { batch, bytes: Buffer.byteLength(line) + 1 };
  }
}

/** Yields the lines of a file one by one; unlike `readline`, it reads on only when the next is asked for. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const text of createReadStream(path, { encoding: 'utf8' })) {
    const lines = `${rest}${text as string}`.split('\n');
    rest = lines.pop()!; // `split` gives at least one
    yield* lines;
  }
  if (rest !== '') yield rest;
}
