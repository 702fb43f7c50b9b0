import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';

/** A running program. Disposing of it kills it and waits until it is gone. */
export interface Program extends AsyncDisposable {
  /** What it writes to its standard output and error, line by line as it comes. To be read to its end before `exited` is awaited. */
  readonly lines: AsyncIterable<string>;
  /** Resolves with the exit status, or the name of the signal that ended it. */
  readonly exited: Promise<number | string>;
}

/** How a program is started. */
export interface ProgramOptions {
  /** Kills it at once when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Other programs go first. For programs that start others: these are killed with it. */
  readonly gentle?: boolean;
  /** The folder that it runs in. */
  readonly folder?: string;
  /** Its environment; by default that of this process. */
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Resolves with a program that was started with an array of arguments, without a shell.
 *
 * @throws the error of the system when it cannot be started (`ENOENT`, `EACCES`); the signal's reason when it has aborted
 */
export async function startProgram(command: string, args: readonly string[], { signal, gentle = false, folder, variables }: ProgramOptions = {}): Promise<Program> {
  signal?.throwIfAborted();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: gentle && process.platform !== 'win32', ...(folder !== undefined && { cwd: folder }), ...(variables !== undefined && { env: variables }) });
  const exited = new Promise<number | string>((resolve) => child.once('close', (status, name) => resolve(status ?? name ?? -1)));
  await once(child, 'spawn'); // Rejects with the error where it cannot be started
  if (gentle) lower(child.pid!);
  const kill = () => (gentle ? killFamily(child) : child.kill('SIGKILL'));
  signal?.addEventListener('abort', kill, { once: true });
  if (signal?.aborted === true) kill();
  void exited.then(() => signal?.removeEventListener('abort', kill));
  return {
    lines: joined(child),
    exited,
    async [Symbol.asyncDispose]() {
      kill();
      await exited;
    },
  };
}

/** A detached program leads a group of processes, which its number with a minus stands for. */
function killFamily(child: ChildProcess): void {
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
  else if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
}

function lower(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: it runs as any other then
  }
}

/** Lines of both streams in the order in which they come. */
function joined({ stdout, stderr }: { readonly stdout: NodeJS.ReadableStream; readonly stderr: NodeJS.ReadableStream }): AsyncIterable<string> {
  let isWanted = true;
  return new ReadableStream<string>({
    start(controller) {
      const ends = [stdout, stderr].map((input) => {
        const lines = createInterface({ input, crlfDelay: Infinity });
        lines.on('line', (line) => (isWanted ? controller.enqueue(line) : undefined));
        return once(lines, 'close');
      });
      void Promise.all(ends).then(() => (isWanted ? controller.close() : undefined));
    },
    cancel() {
      isWanted = false;
    },
  });
}
