import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT, exitCodeFor } from '../../../pipeline/exit-codes.ts';
import { lockFolder } from '../../../pipeline/batch/lock-folder.ts';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'affekt-lock-')), 'clip');

/** A folder that another process has taken: `holder` as the lock tells it. */
function takenBy(holder: string): string {
  const path = newPath();
  mkdirSync(path);
  writeFileSync(join(path, '.lock'), `${holder}, since yesterday`);
  return path;
}

test('a folder that is given back can be taken again, and nothing of the lock stays', async () => {
  const path = newPath();
  (await lockFolder(path)).release();
  const lock = await lockFolder(path);
  await expect(lock.confirm()).resolves.toBeUndefined();
  lock.release();
  expect(existsSync(join(path, '.lock'))).toBe(false);
});

test('a folder that a running process holds is refused, with its number', async () => {
  const path = takenBy(`${process.ppid} on ${hostname()}`);
  await expect(lockFolder(path)).rejects.toMatchObject({ code: 'IN_USE', message: expect.stringContaining(`process ${process.ppid} on`) });
});

test('what a process that is gone has left is taken over at once', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const path = takenBy(`${pid} on ${hostname()}`);
  await expect((await lockFolder(path)).confirm()).resolves.toBeUndefined();
});

test('a holder on another machine is taken for dead after a minute without a sign of life', async () => {
  const path = takenBy('1 on elsewhere');
  await expect(lockFolder(path)).rejects.toMatchObject({ code: 'IN_USE' });
  utimesSync(join(path, '.lock'), new Date(), new Date(Date.now() - 61_000));
  await expect((await lockFolder(path)).confirm()).resolves.toBeUndefined();
});

test('a holder finds out that the folder was removed, or taken over', async () => {
  const path = newPath();
  const lock = await lockFolder(path);
  writeFileSync(join(path, '.lock'), '7 on elsewhere, since now');
  await expect(lock.confirm()).rejects.toThrow(/was taken over by process 7/);
  rmSync(path, { recursive: true });
  await expect(lock.confirm()).rejects.toThrow(/was removed while results were written/);
});

test('a folder that cannot be made is told of as a place that cannot be written to', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'affekt-lock-')), 'file');
  writeFileSync(file, '');
  await expect(lockFolder(join(file, 'run'))).rejects.toMatchObject({ name: 'OutputError', code: 'NOT_WRITABLE', message: expect.stringMatching(/run: cannot write \(ENOTDIR\)/) });
});

test('a folder that is in use ends a command as a mistake of its user, not as one of the program', async () => {
  const refused = await lockFolder(takenBy(`${process.ppid} on ${hostname()}`)).catch((error: unknown) => error);
  expect(exitCodeFor(refused)).toBe(EXIT.usage);
});
