import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeVideo } from '../../../../pipeline/corpora/fake/write-video.ts';

const clip = { name: 'a', width: 16, height: 16, rate: { numerator: 25, denominator: 1 }, frames: 2, people: [], sound: { kind: 'mono' } } as const;

/** A program that takes what it is given and reads nothing of it. */
async function deafProgram(): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'deaf-')), 'ffmpeg');
  await writeFile(path, '#!/bin/sh\nexec sleep 30\n');
  await chmod(path, 0o755);
  return path;
}

test('stopping while ffmpeg has sound still to read is a refusal and not the end of the program', async () => {
  const stop = new AbortController();
  async function* frames() {
    yield Buffer.alloc(16 * 16 * 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    stop.abort();
  }
  const writing = writeVideo('never.mp4', clip, { frames: frames(), sound: { channels: 1, samples: new Float32Array(1000) }, container: 'mp4', ffmpeg: await deafProgram(), signal: stop.signal });
  await expect(writing).rejects.toThrow(/abort/i);
  await new Promise((resolve) => setTimeout(resolve, 100)); // An error that nobody listens to comes after the end of the process
});
