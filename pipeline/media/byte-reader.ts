import type { Readable } from 'node:stream';

/** Takes bytes out of a stream into memory that the caller owns; the stream stands still in between, and so does the program that feeds it. */
export interface ByteReader {
  /** Fills `target` and resolves with the number of bytes written: fewer than asked for only at the end. One call at a time. */
  fill(target: Uint8Array): Promise<number>;
}

/** Reads `stream` chunk by chunk as it comes, with one copy, straight to its place. */
export function readBytes(stream: Readable): ByteReader {
  const waiting: Uint8Array[] = []; // Node resumes a paused stream when its process exits: the last chunks come unasked
  let ended = false;
  let target: Uint8Array = new Uint8Array(0);
  let filled = 0;
  let finish: (() => void) | undefined;

  const take = (chunk: Uint8Array) => {
    const part = chunk.subarray(0, target.length - filled);
    target.set(part, filled);
    filled += part.length;
    if (part.length < chunk.length) waiting.unshift(chunk.subarray(part.length));
    if (filled === target.length) finish?.();
  };
  stream.on('data', (chunk: Buffer) => (finish === undefined ? waiting.push(chunk) : take(chunk)));
  for (const event of ['end', 'close', 'error']) {
    stream.on(event, () => {
      ended = true;
      finish?.();
    });
  }
  stream.pause();

  return {
    fill: async (wanted) => {
      [target, filled] = [wanted, 0];
      while (filled < target.length && waiting.length > 0) take(waiting.shift()!);
      if (filled < target.length && !ended) {
        await new Promise<void>((resolve) => {
          finish = () => {
            finish = undefined; // At once: the stream may hold another chunk, which belongs to the next call
            stream.pause();
            resolve();
          };
          stream.resume();
        });
      }
      return filled;
    },
  };
}
