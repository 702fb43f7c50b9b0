import { existsSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from '../../../../extractors/models/store/with-lock.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('two holders of a lock never work at once', async () => {
  const path = join(await temporaryFolder(), 'lock');
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    log.push(`${name} ends`);
  };
  await Promise.all([withLock(path, work('a')), withLock(path, work('b'))]);
  expect(log.filter((line) => line.startsWith(log[0]![0]!))).toEqual(log.slice(0, 2));
});

test('a lock is released when the work fails', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});

test('the lock of a process that died is taken away', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await writeFile(path, '');
  await utimes(path, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
  expect(await withLock(path, () => Promise.resolve('done'))).toBe('done');
});

test('a lock that is held is waited for until the caller gives up', async () => {
  const path = join(await temporaryFolder(), 'lock');
  await writeFile(path, '');
  await expect(withLock(path, () => Promise.resolve(), { signal: AbortSignal.timeout(150) })).rejects.toThrow(/abort/);
});

test('a holder that works long keeps its lock', async () => {
  const path = join(await temporaryFolder(), 'lock');
  let second = false;
  const long = withLock(path, () => new Promise((resolve) => setTimeout(resolve, 4000)));
  await expect.poll(() => existsSync(path)).toBe(true);
  const waiting = withLock(path, () => Promise.resolve((second = true)), { stale: 3 });
  await new Promise((resolve) => setTimeout(resolve, 3600));
  expect(second).toBe(false);
  await Promise.all([long, waiting]);
});
