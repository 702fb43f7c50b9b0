import { execFile } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ByteReader } from './byte-reader.ts';

/** A pipe for the output of a program. Disposing of it closes what is still open. */
export interface BytePipe extends ByteReader, Disposable {
  /** File descriptor to start the program with. */
  readonly writeEnd: number;
  /** Closes our copy of the write end, so that the end of the program is the end of the bytes. To be called once it is started. */
  readonly handOver: () => void;
}

/** Bytes taken at once at most; the kernel holds 64 kB unless told otherwise. */
const CHUNK = 1 << 20;

/**
 * Resolves with a pipe that is read into one buffer again and again. Node's own pipes allocate one for every 64 kB, which at 80 MB of
 * pictures a second keeps the garbage collector as busy as the decoder: a quarter of the processor time of a whole analysis.
 * `undefined` where there are no named pipes (Windows), or none can be made: then the standard output is read as a stream.
 */
export async function openBytePipe(): Promise<BytePipe | undefined> {
  if (process.platform === 'win32') return undefined;
  try {
    const folder = await mkdtemp(join(tmpdir(), 'affekt-pipe-'));
    try {
      const path = join(folder, 'frames');
      await promisify(execFile)('mkfifo', ['-m', '600', path]);
      const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      return toPipe(readEnd, openSync(path, constants.O_WRONLY));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch {
    return undefined; // Slower, but nothing is lost: the caller reads the standard output instead
  }
}

function toPipe(readEnd: number, writeEnd: number): BytePipe {
  const buffer = Buffer.allocUnsafeSlow(CHUNK);
  let rest = buffer.subarray(0, 0); // Came with the last read and is not yet taken; it stands as long as nothing is read
  let target: Uint8Array = new Uint8Array(0);
  let filled = 0;
  let ended = false;
  let finish: (() => void) | undefined;
  let handedOver = false;

  const take = () => {
    const part = rest.subarray(0, target.length - filled);
    target.set(part, filled);
    filled += part.length;
    rest = rest.subarray(part.length);
  };
  const callback = (bytes: number) => {
    rest = buffer.subarray(0, bytes);
    take();
    if (filled < target.length) return true;
    finish?.();
    return false;
  };
  const socket = new Socket({ fd: readEnd, readable: true, writable: false, onread: { buffer, callback } });
  socket.pause();
  for (const event of ['end', 'close', 'error']) {
    socket.on(event, () => {
      ended = true;
      finish?.();
    });
  }
  const handOver = () => {
    if (!handedOver) closeSync(writeEnd);
    handedOver = true;
  };
  return {
    writeEnd,
    handOver,
    async fill(wanted) {
      [target, filled] = [wanted, 0];
      take();
      if (filled < target.length && !ended) {
        await new Promise<void>((resolve) => {
          finish = resolve;
          socket.resume();
        });
        finish = undefined;
      }
      return filled;
    },
    [Symbol.dispose]() {
      handOver();
      socket.destroy();
    },
  };
}
