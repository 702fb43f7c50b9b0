import { execFileSync, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { openBytePipe } from '../../../pipeline/media/byte-pipe.ts';

const fill = async (pipe: { fill(target: Uint8Array): Promise<number> }, length: number) => {
  const target = new Uint8Array(length);
  return { count: await pipe.fill(target), target };
};

test.skipIf(process.platform === 'win32')('bytes come in order, in whatever portions they are asked for (not on Windows, which has no named pipes)', async () => {
  using pipe = (await openBytePipe())!;
  spawn('seq', ['1', '200000'], { stdio: ['ignore', pipe.writeEnd, 'ignore'] });
  pipe.handOver();
  const parts: Uint8Array[] = [];
  for (let length = 1; ; length = (length * 7) % 300_007) {
    const { count, target } = await fill(pipe, length);
    parts.push(target.subarray(0, count));
    if (count < length) break;
  }
  expect(Buffer.concat(parts).toString()).toBe(execFileSync('seq', ['1', '200000'], { encoding: 'utf8', maxBuffer: 1e8 }));
});

test.skipIf(process.platform === 'win32')('a program that is slow is waited for, and its end is the end of the bytes', async () => {
  using pipe = (await openBytePipe())!;
  spawn('sh', ['-c', 'printf abc; sleep 0.2; printf defgh'], { stdio: ['ignore', pipe.writeEnd, 'ignore'] });
  pipe.handOver();
  expect(Buffer.from((await fill(pipe, 6)).target).toString()).toBe('abcdef');
  expect((await fill(pipe, 6)).count).toBe(2);
  expect((await fill(pipe, 6)).count).toBe(0);
});

test.skipIf(process.platform === 'win32')('nothing is left in the folder for temporary files, and a program that nobody reads ends', async () => {
  const pipe = (await openBytePipe())!;
  const child = spawn('yes', [], { stdio: ['ignore', pipe.writeEnd, 'ignore'] });
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('affekt-pipe-'))).toEqual([]);
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  pipe[Symbol.dispose]();
  expect(await ended).toBe('SIGPIPE');
});
