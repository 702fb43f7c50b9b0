import { spawn } from 'node:child_process';
import { Readable, type Writable } from 'node:stream';
import { MediaError } from './media-error.ts';

/** A running ffmpeg or ffprobe. Disposing of it kills it and waits until it is gone. */
export interface MediaProcess extends AsyncDisposable {
  /** What the program writes. To be read, or the program waits. */
  readonly stdout: Readable;
  /** What the program reads, where it was asked to read. */
  readonly stdin?: Writable;
  /** The last lines of level error or fatal, without level and addresses, oldest first. */
  readonly complaints: readonly string[];
  /** Resolves with the exit status once the program is gone; rejects with FFMPEG_MISSING when it could not be started. */
  readonly exited: Promise<number>;
}

const KEPT_COMPLAINTS = 20;

/**
 * Starts ffmpeg or ffprobe with `-loglevel repeat+level+info` in front of `args`.
 *
 * @param onLine receives each line of stderr as it comes
 * @param stdin `pipe`: the program reads what is written to the stream `stdin`; nothing by default
 * @param stdout a file descriptor for the program to write to, in place of the stream `stdout`, which is then empty
 * @param signal kills the program at once when it aborts
 */
export function startProcess(
  command: string,
  args: readonly string[],
  { signal, onLine, stdin = 'ignore', stdout = 'pipe' }: { signal?: AbortSignal | undefined; onLine?: (line: string) => void; stdin?: 'pipe' | 'ignore'; stdout?: number | 'pipe' } = {},
): MediaProcess {
  signal?.throwIfAborted();
  const child = spawn(command, ['-hide_banner', '-loglevel', 'repeat+level+info', ...args], { stdio: [stdin, stdout, 'pipe'] });
  child.stdin?.on('error', () => undefined); // A program that ended early: `exited` tells
  const complaints: string[] = [];
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  onEachLine(child.stderr!, (line) => {
    if (/\[(error|fatal|panic)\] /.test(line)) complaints.push(toComplaint(line));
    if (complaints.length > KEPT_COMPLAINTS) complaints.shift();
    onLine?.(line);
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(toStartError(command, cause)));
    child.once('close', (status) => resolve(status ?? -1));
  }).finally(() => signal?.removeEventListener('abort', kill));
  exited.catch(() => {
    // Reported to whoever awaits `exited`
  });
  return {
    stdout: child.stdout ?? Readable.from([]),
    ...(child.stdin && { stdin: child.stdin }),
    complaints,
    exited,
    async [Symbol.asyncDispose]() {
      kill();
      await exited.catch(() => {
        // A program that never started needs no end
      });
    },
  };
}

function onEachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/** `[h264 @ 0x55d0] [error] no frame!` → `h264: no frame!` */
function toComplaint(line: string): string {
  return line.replace(/\[(\S+) @ [^\]]+\] /g, '$1: ').replace(/\[(error|fatal|panic)\] /g, '').replace(/[.\s]+$/, '');
}

function toStartError(command: string, cause: Error): MediaError {
  return new MediaError('FFMPEG_MISSING', { path: command, detail: `cannot be started (${cause.message})`, cause });
}
