import { constants, mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { OutputError } from '../output-error.ts';
import { stepOf, toScalarEvent, toVersionEvent } from './event.ts';
import { readRecords, toRecord } from './record.ts';

/** TensorBoard takes any file with "tfevents" in its name. One name for a run, so that a run that is resumed goes on in its file. */
const NAME = 'events.out.tfevents.affekt';

/** Scalars over steps, for TensorBoard. Call `append` one at a time. */
export interface EventFile extends AsyncDisposable {
  readonly path: string;
  /**
   * Writes one event; it is in the file when the promise resolves. A write that fails leaves nothing behind.
   *
   * @param step a whole number, 0 or more
   * @param scalars by tag, `"train/loss"`, as 32-bit floats
   */
  append(step: number, scalars: Readonly<Record<string, number>>): Promise<void>;
}

/** How an event file is gone on with. */
export interface EventFileOptions {
  /** The step of the checkpoint that a run goes on from: what was written for later steps is cut off, since it will be written again. */
  readonly lastStep?: number;
  /** The time in seconds since 1970; the clock when absent. */
  readonly now?: () => number;
}

/**
 * Opens the event file in `folder`, making both when absent. What a killed run left half-written is cut off.
 *
 * @throws OutputError here and from `append`, naming the file, when it cannot be written
 */
export async function openEventFile(folder: string, { lastStep = Infinity, now = () => Date.now() / 1000 }: EventFileOptions = {}): Promise<EventFile> {
  const path = join(folder, NAME);
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw OutputError.from(error, path);
    }
  };
  const { file, end: wholeEnd } = await attempt(() => openWhole(folder, path, lastStep));
  let end = wholeEnd;
  const write = async (data: Uint8Array): Promise<void> => {
    const record = toRecord(data);
    try {
      for (let written = 0; written < record.length; ) written += (await file.write(record, written, record.length - written, end + written)).bytesWritten;
      end += record.length;
    } catch (error) {
      await file.truncate(end).catch(() => undefined); // What led here is reported
      throw error;
    }
  };
  if (end === 0) await attempt(() => write(toVersionEvent(now())));
  return { path, append: (step, scalars) => attempt(() => write(toScalarEvent(now(), step, scalars))), [Symbol.asyncDispose]: () => file.close() };
}

/** Resolves with the file, opened for reading and writing, and its length without what is cut off. */
async function openWhole(folder: string, path: string, lastStep: number): Promise<{ file: FileHandle; end: number }> {
  await mkdir(folder, { recursive: true });
  const file = await open(path, constants.O_RDWR | constants.O_CREAT);
  try {
    return { file, end: await cutToWholeRecords(file, lastStep) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Resolves with the length of the file afterwards. */
async function cutToWholeRecords(file: FileHandle, lastStep: number): Promise<number> {
  let end = 0;
  for (const record of readRecords(await file.readFile())) {
    if (stepOf(record.data) > lastStep) break;
    end = record.end;
  }
  await file.truncate(end);
  return end;
}
