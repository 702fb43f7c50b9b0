import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readEnvironment } from '../../configs/environment.ts';
import { createProgram } from '../../pipeline/cli.ts';
import { exitCodeFor } from '../../pipeline/exit-codes.ts';
import { toWav } from '../../pipeline/noise/wav-file.ts';

/** How a command ended. */
export interface CommandEnd {
  readonly code: number;
  readonly out: string;
  readonly messages: string;
}

/** Runs `affekt …args` in this process. */
export async function runCommand(args: readonly string[], stop: AbortSignal = new AbortController().signal): Promise<CommandEnd> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const read = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  let code = 0;
  const program = createProgram({ environment: readEnvironment(), stdout, stderr, stop, exit: (given) => (code = given) });
  const error = await program.parseAsync(args, { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  if (error !== undefined) stderr.write(error.message);
  return { code: error === undefined ? code : exitCodeFor(error), out: read(stdout), messages: read(stderr) };
}

/** Returns a new folder. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'affekt-command-'));
}

/** Returns a new folder with little videos of these names, a picture pattern of `size` at `rate` and a tone each. */
export function videos(names: readonly string[], { seconds = 1, size = '64x48', rate = '25', sound = true }: { readonly seconds?: number; readonly size?: string; readonly rate?: string; readonly sound?: boolean } = {}): string {
  const folder = newFolder();
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=220:sample_rate=16000:duration=${seconds}`];
  for (const name of names) {
    const picture = ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:size=${size}:rate=${rate}`];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...(sound ? tone : []), '-c:v', 'ffv1', '-c:a', 'pcm_s16le', '-pix_fmt', 'yuv420p', '-f', 'matroska', `file:${join(folder, name)}`]);
  }
  return folder;
}

/** Returns a new folder with three noise files of 0.4 s, one of them at 8 kHz. */
export function noiseFolder(): string {
  const folder = newFolder();
  const wave = (step: number) => Int16Array.from({ length: 6400 }, (_, i) => 9000 * Math.sin(i * i * step));
  mkdirSync(join(folder, 'speech'));
  writeFileSync(join(folder, 'speech', 'a.wav'), toWav(wave(0.001), 16_000));
  writeFileSync(join(folder, 'speech', 'b.wav'), toWav(wave(0.003), 16_000));
  writeFileSync(join(folder, 'c.wav'), toWav(wave(0.002).subarray(0, 3200), 8000));
  return folder;
}
