import { access, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../../../configs/environment.ts';
import { datasetCommand } from '../../../../pipeline/commands/dataset.ts';
import { exitCodeFor } from '../../../../pipeline/exit-codes.ts';

interface Run {
  readonly out: string;
  readonly messages: string;
  readonly code: number;
  readonly error: Error | undefined;
}

async function run(args: readonly string[], stop = new AbortController().signal): Promise<Run> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const command = datasetCommand({ stdout, stderr, stop, environment: readEnvironment({}), exit: () => undefined });
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: (text) => stderr.write(text) });
  const error = await command.parseAsync(['fake', ...args], { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  const read = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return { out: read(stdout), messages: read(stderr), code: error === undefined ? 0 : exitCodeFor(error), error };
}

async function folder(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'fake-command-')), 'corpus');
}

test('the folder is said on standard output and how long it took on standard error', async () => {
  const dir = await folder();
  const { out, messages } = await run(['folder', dir, '--clips', '3', '--no-media']);
  expect(out).toBe(`${dir}\n`);
  expect(messages).toMatch(/^3 clips in 0:0\d; one kind of quirk, listed in .+organisers\/README\.txt\n$/);
});

test('as JSON it says which clip has which quirk, and nothing else', async () => {
  const { out, messages } = await run(['mer2023', await folder(), '--clips', '8', '--no-media', '--no-crops', '--json', '--quiet']);
  expect(messages).toBe('');
  expect(JSON.parse(out)).toMatchObject({ kind: 'mer2023', clips: 8, quirks: expect.arrayContaining([expect.objectContaining({ quirk: 'empty-text' })]) });
});

test('placeholders stand in the tables of the test sets', async () => {
  const dir = await folder();
  await run(['mer2023', dir, '--clips', '8', '--no-media', '--placeholders']);
  expect(await readFile(join(dir, 'test1-label.csv'), 'utf8')).toMatch(/^name,discrete,valence\nsample_\d{8},neutral,-10\n/);
  expect(await readFile(join(dir, 'test3-label.csv'), 'utf8')).toMatch(/^name,discrete\nsamplenew_\d{8},neutral\n/);
});

test.each([
  [['folder', '{}', '--clips', 'many'], /--clips: "many" is no number/],
  [['folder', '{}', '--no-crops'], /--no-crops: is for corpora without videos\. Add --no-media/],
  [['ravdess', '{}', '--placeholders'], /those of ravdess are never "placeholders"/],
  [['iemocapp', '{}'], /Allowed choices are aff-wild2/],
])('%o is a fault of usage, and no folder is made', async (args, message) => {
  const dir = await folder();
  const { error, code } = await run(args.map((arg) => arg.replace('{}', dir)));
  expect(error?.message).toMatch(message);
  expect(code).toBe(2);
  await expect(access(dir)).rejects.toThrow(/ENOENT/);
});

test('who stops it gets the exit code of an interruption', async () => {
  const { code } = await run(['folder', await folder(), '--clips', '2'], AbortSignal.abort());
  expect(code).toBe(130);
});
