import { CommanderError } from 'commander';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { cardFor } from '../../../extractors/models/card-for.ts';
import type { LoadedModel } from '../../../extractors/models/loaded-model.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { openModelStore, type ModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { modelsCommand } from '../../../pipeline/commands/models.ts';
import { exitCodeFor } from '../../../pipeline/exit-codes.ts';
import { ModelError } from '../../../runtime/model-error.ts';

interface Run {
  readonly out: string;
  readonly messages: string;
  /** The exit code of the program. */
  readonly code: number;
  readonly error: Error | undefined;
  /** What the store was opened with. */
  readonly asked: { readonly mirrors: readonly string[]; readonly offline: boolean } | undefined;
}

/** Runs `affekt models …` on a store in `folder`, or on `stub`. */
async function models(args: readonly string[], folder: string, stub?: ModelStore, stop = new AbortController().signal): Promise<Run> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  let asked: Run['asked'];
  const store = async (options: NonNullable<Run['asked']>) => {
    asked = options;
    return stub ?? openModelStore({ folder, ...options, compile: async () => Uint8Array.of(1, 2, 3) });
  };
  const command = modelsCommand({ store, stdout, stderr, stop });
  for (const each of [command, ...command.commands]) each.exitOverride().configureOutput({ writeErr: (text) => stderr.write(text) });
  const error = await command.parseAsync(args, { from: 'user' }).then(() => undefined, (reason: unknown) => reason as Error);
  const read = (stream: PassThrough) => String((stream.read() as Buffer | null) ?? '');
  return { out: read(stdout), messages: read(stderr), code: error === undefined ? 0 : exitCodeFor(error), error, asked };
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-commands-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A store that has every model named in `here`; of the others it says `code`. */
function stubStore(here: readonly string[], code: ModelError['code'] = 'DOWNLOAD_FAILED'): ModelStore {
  const toModel = (id: string): LoadedModel => ({ id, card: cardFor(id), path: `/models/${id}.onnx`, sha256: '00' });
  const find = async (id: string) => {
    if (here.includes(id)) return toModel(id);
    throw new ModelError(code, { model: id, detail: 'no luck' });
  };
  return {
    folder: '/models',
    find,
    get: find,
    state: async (id) => (here.includes(id) ? 'here' : 'absent'),
    verify: async (id) => ({ id, state: here.includes(id) ? 'here' : 'absent', detail: `about ${id}`, ...(here.includes(id) && { sha256: '00' }) }),
    import: find,
    remove: async (id) => here.includes(id),
  };
}

test('list names every model with its task, size, state and licence', async () => {
  const { out, code } = await models(['list'], await emptyFolder());
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(Object.keys(MODELS).length + 1);
  expect(lines.find((line) => line.startsWith('yunet '))).toMatch(/^yunet +face-detection +323 kB +absent +unclear +Apache-2\.0; WIDER FACE pictures are for research$/);
  expect(lines.find((line) => line.startsWith('human-emotion '))).toContain(' embedded ');
  expect(code).toBe(0);
});

test('list --json says everything that the cards say, and nothing else goes to the data', async () => {
  const { out, messages } = await models(['list', '--json', '--task', 'voice-activity'], await emptyFolder());
  const rows = JSON.parse(out) as { id: string }[];
  expect(rows.map(({ id }) => id)).toEqual(['silero-vad', 'silero-vad-16k']);
  expect(rows[0]).toMatchObject({ state: 'absent', trainedOn: ['not published'], licence: { weights: 'MIT', commercial: 'yes' } });
  expect(messages).toBe('');
});

test('list --commercial-safe leaves out what is forbidden or unclear', async () => {
  const { out } = await models(['list', '--json', '--commercial-safe'], await emptyFolder());
  const rows = JSON.parse(out) as { id: string; licence: { commercial: string } }[];
  expect(new Set(rows.map(({ licence }) => licence.commercial))).toEqual(new Set(['yes']));
  expect(rows.map(({ id }) => id)).not.toContain('hsemotion-b0-va-mtl');
});

test('get writes the path of each model to the data and its licence to the messages', async () => {
  const { out, messages, code } = await models(['get', 'human-emotion'], await emptyFolder());
  expect(out).toMatch(/^human-emotion\t\/.*compiled-[0-9a-f]{16}\.onnx\n$/);
  expect(messages).toContain('human-emotion: licence MIT; FER2013 pictures are for research; commercial use unclear.');
  expect(code).toBe(0);
});

test('get says what a card could not verify', async () => {
  const { messages } = await models(['get', 'hsemotion-b0-va-mtl'], '', stubStore(['hsemotion-b0-va-mtl']));
  expect(messages).toContain('not for commercial use. Not verified: The file was not at hand');
});

test('mirrors and --offline reach the store', async () => {
  const { asked } = await models(['get', 'yunet', '--mirror', 'a', '--mirror', 'http://b', '--offline'], '', stubStore(['yunet']));
  expect(asked).toEqual({ mirrors: ['a', 'http://b'], offline: true });
});

test('a model that cannot be fetched does not keep the next from being fetched, and the exit code is 3', async () => {
  const { out, code, error } = await models(['get', 'sface', 'yunet'], '', stubStore(['yunet']));
  expect(out).toBe('yunet\t/models/yunet.onnx\n');
  expect(error?.message).toContain('sface: no luck');
  expect(code).toBe(3);
});

test('get --all leaves out, and names, what has no source to fetch from', async () => {
  const { out, messages, code } = await models(['get', '--all'], '', stubStore(['yunet', 'sface'], 'NO_SOURCE'));
  expect(out.trim().split('\n')).toHaveLength(2);
  expect(messages).toContain('Left out: yamnet: no luck');
  expect(code).toBe(0);
});

test('get --all says first how much is still to be fetched', async () => {
  const here = Object.keys(MODELS).filter((id) => id !== 'yunet');
  const { messages } = await models(['get', '--all'], '', stubStore(here, 'NO_SOURCE'));
  expect(messages).toMatch(/^Models to be fetched: 1, 323 kB at least\./);
});

test('get --all --commercial-safe fetches only what may be used', async () => {
  const { out } = await models(['get', '--all', '--commercial-safe'], '', stubStore(Object.keys(MODELS)));
  expect(out).toContain('silero-vad\t');
  expect(out).not.toMatch(/^(yunet|hsemotion-b0-va-mtl)\t/m);
});

test('get --preset fetches the models that the preset names', async () => {
  const { out } = await models(['get', '--preset', 'accurate'], '', stubStore(Object.keys(MODELS)));
  expect(out.split('\n').map((line) => line.split('\t')[0])).toEqual(['yunet', 'hsemotion-b0-va-mtl', 'silero-vad', '']);
});

test.each([
  [['get'], 'name models, or --all, or --preset NAME'],
  [['get', '--preset', 'nope'], 'there is no preset nope'],
  [['get', 'yunet', 'nope'], 'nope: there is no model of this name'],
  [['verify', 'nope'], 'nope: there is no model of this name'],
  [['rm', 'nope'], 'nope: there is no model of this name'],
  [['list', '--task', 'nope'], "option '--task <task>' argument 'nope' is invalid"],
])('affekt models %j is a mistake in the command line: exit code 2', async (args, message) => {
  const { code, error, out } = await models(args, await emptyFolder());
  expect(code).toBe(2);
  expect(error instanceof CommanderError || error instanceof ModelError).toBe(true);
  expect(error?.message).toContain(message);
  expect(out).toBe('');
});

test('a stop during get ends it with exit code 130', async () => {
  const controller = new AbortController();
  const waiting = { ...stubStore([]), get: (_: string, call?: { signal?: AbortSignal | undefined }) => setTimeout(10_000, undefined as never, { signal: call?.signal }) };
  const running = models(['get', 'yunet'], '', waiting, controller.signal);
  controller.abort();
  expect((await running).code).toBe(130);
});

test('verify without names speaks of what is here, and is content', async () => {
  const { out, code } = await models(['verify'], '', stubStore(['yunet']));
  expect(out).toBe('yunet  here  about yunet\n');
  expect(code).toBe(0);
});

test('verify of a named model that is absent ends with exit code 3', async () => {
  const { out, code } = await models(['verify', 'sface', 'yunet'], '', stubStore(['yunet']));
  expect(out.split('\n')).toEqual(['sface  absent  about sface', 'yunet  here    about yunet', '']);
  expect(code).toBe(3);
});

test('verify of a damaged file ends with exit code 3 and the command that mends it', async () => {
  const folder = await emptyFolder();
  const { out: got } = await models(['get', 'human-emotion'], folder);
  await writeFile(got.trim().split('\t')[1]!, 'damaged');
  const { out, code, error } = await models(['verify', '--json'], folder);
  expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ id: 'human-emotion', state: 'damaged' }));
  expect(error?.message).toContain('`affekt models get --force human-emotion`');
  expect(code).toBe(3);
});

test('import of a file that is no known model is refused with its checksum', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'a.onnx'), 'hello\n');
  const { error, code } = await models(['import', join(folder, 'a.onnx')], folder);
  // Of the six bytes `hello\n`, by coreutils' sha256sum
  expect(error?.message).toContain('its sha256 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 is not that of any known model');
  expect(code).toBe(2);
});

test('import of a file that is not the model it is said to be ends with exit code 3', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, 'a.onnx'), 'hello\n');
  const { error, code } = await models(['import', join(folder, 'a.onnx'), '--as', 'yunet'], folder);
  expect(error?.message).toContain('is another file: it has 6 bytes, not 322906');
  expect(code).toBe(3);
});

test('rm deletes a model and says so; one that is not here is no mistake', async () => {
  const folder = await emptyFolder();
  await models(['get', 'human-emotion'], folder);
  expect((await models(['rm', 'human-emotion'], folder)).messages).toBe('human-emotion: removed\n');
  expect(await models(['rm', 'human-emotion'], folder)).toMatchObject({ messages: 'human-emotion: was not here\n', code: 0 });
});
