import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT = 2;

/** How to wait for a lock. */
export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Seconds without a sign of life after which the holder is taken for dead. */
  readonly stale?: number;
}

/**
 * Runs `work` while holding the file `path`, so that two processes do not write the same model at once. The holder
 * touches the file every two seconds; one that stopped doing so is dead and its lock is taken away.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, { signal, stale = 10 }: LockOptions = {}): Promise<T> {
  while (!(await take(path))) {
    if (await isStale(path, stale)) await rm(path, { force: true });
    else await sleep(100, undefined, { signal });
  }
  const beat = setInterval(() => void touch(path), BEAT * 1000);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string, stale: number): Promise<boolean> {
  const facts = await stat(path).catch(() => undefined); // Gone: released in the meantime
  return facts !== undefined && Date.now() - facts.mtimeMs > stale * 1000;
}

async function touch(path: string): Promise<void> {
  await utimes(path, new Date(), new Date()).catch(() => undefined); // Gone: the work has just ended
}
