import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { OutputError } from '../export/output-error.ts';
import { MediaError } from '../media/media-error.ts';

/** A result folder that no other process writes into. */
export interface FolderLock {
  /** @throws OutputError when the folder was removed, or given to another process, since it was taken */
  confirm(): Promise<void>;
  /** Gives the folder back. */
  release(): void;
}

/** Seconds between two signs of life. */
const BEAT = 5;
/** Seconds without one after which a holder on another machine is taken for dead. */
const STALE = 60;

/**
 * Takes the folder at `path`, making it when it is missing. What a process that is gone has left is taken over: at once on this machine, after a
 * minute without a sign of life when it ran on another.
 *
 * @throws MediaError IN_USE when another run is at work there; OutputError when the folder cannot be written
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const file = join(path, '.lock');
  const own = `${process.pid} on ${hostname()}, since ${new Date().toISOString()}`;
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw OutputError.from(error, path);
  });
  if (!(await take(file, own))) {
    const holder = await readHolder(file);
    if (holder !== undefined && (await isAlive(file, holder))) throw new MediaError('IN_USE', { path, detail: `another run is at work there (process ${holder})` });
    await rm(file, { force: true });
    if (!(await take(file, own))) throw new MediaError('IN_USE', { path, detail: 'another run has just begun there' });
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), BEAT * 1000).unref(); // `confirm` reports that it is gone
  return {
    confirm: async () => {
      const holder = await readHolder(file);
      if (holder !== own) throw new OutputError('FAILED', { path, detail: holder === undefined ? 'was removed while results were written into it' : `was taken over by process ${holder}` });
    },
    release: () => {
      clearInterval(beat);
      if (holds(file, own)) rmSync(file, { force: true });
    },
  };
}

async function take(file: string, own: string): Promise<boolean> {
  try {
    await writeFile(file, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw OutputError.from(error, file);
  }
}

async function readHolder(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined); // Gone: given back, or the folder was removed
}

function holds(file: string, own: string): boolean {
  try {
    return readFileSync(file, 'utf8') === own;
  } catch {
    return false; // Gone with its folder
  }
}

/** A holder with this process's own number is an earlier life of it: in a container numbers repeat. */
async function isAlive(file: string, holder: string): Promise<boolean> {
  const [, pid, host] = /^(\d+) on (.*), since /s.exec(holder) ?? [];
  const facts = await stat(file).catch(() => undefined); // Gone: given back in the meantime
  if (facts === undefined) return false;
  if (host === hostname()) return Number(pid) !== process.pid && isRunning(Number(pid));
  return Date.now() - facts.mtimeMs < STALE * 1000;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // It is there, and another user's
  }
}
