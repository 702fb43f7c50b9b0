import { existsSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { openModel } from '../../../extractors/models/open-model.ts';
import { MODELS } from '../../../extractors/models/registry.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import type { Runtime, Session } from '../../../runtime/runtime.ts';
import type { Tensor } from '../../../runtime/tensor.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SHARED = new URL('../../../../shared/assets/models', import.meta.url).pathname;
const EMBEDDED = ['human-blazeface', 'human-facemesh', 'human-emotion', 'human-faceres', 'affekt-voice-ravdess'] as const;
const AT_HAND = Object.keys(MODELS).filter((id) => id in MODELS && 'fixture' in MODELS[id as keyof typeof MODELS] && !(EMBEDDED as readonly string[]).includes(id));

const real = await openRuntime({ device: 'cpu', workers: 1 });
afterAll(() => real[Symbol.asyncDispose]());

test.each(EMBEDDED)('%s, which needs no download, answers as its reference does', async (id) => {
  const store = openModelStore({ folder: await temporaryFolder(), mirrors: [], offline: true });
  const { session, model } = await openModel(id, { store, runtime: real });
  expect(session.outputs.map(({ name }) => name)).toEqual(expect.arrayContaining([...model.card.output.names]));
});

test.skipIf(!existsSync(SHARED)).each(AT_HAND)('%s answers as recorded (skipped where ../shared/assets is not there)', async (id) => {
  const store = openModelStore({ folder: await temporaryFolder(), mirrors: [SHARED], offline: true });
  await store.get(id);
  await expect(openModel(id, { store, runtime: real })).resolves.toBeDefined();
});

/** A runtime whose session answers with `answer` and counts how often it was asked. */
function stubRuntime(answer: Record<string, Tensor>): Runtime & { runs: number; disposed: number } {
  const runtime = {
    device: 'cpu' as const,
    runs: 0,
    disposed: 0,
    open: async (): Promise<Session> => ({
      name: 'stub',
      device: 'cpu',
      inputs: [],
      outputs: Object.entries(answer).map(([name, { type, dims }]) => ({ name, type, dims })),
      floats: (length) => new Float32Array(length),
      run: async () => (runtime.runs++, answer),
      [Symbol.asyncDispose]: async () => {
        runtime.disposed++;
      },
    }),
    openStateful: async () => Promise.reject(new Error('no model here has state')),
    [Symbol.asyncDispose]: async () => undefined,
  };
  return runtime;
}

function stubStore(folder: string, compiled = Uint8Array.of(1)) {
  return openModelStore({ folder, mirrors: [], offline: true, compile: async () => compiled });
}

const RIGHT = { Identity: { type: 'float32', dims: [1, 7], data: Float32Array.of(0.398052, 0.0000379056, 0.219003, 0.0176468, 0.099985, 0.116141, 0.149135) } } as const;

test('a file is asked for its recorded answer the first time it is loaded, and no more', async () => {
  const runtime = stubRuntime(RIGHT);
  const store = stubStore(await temporaryFolder());
  await openModel('human-emotion', { store, runtime });
  await openModel('human-emotion', { store, runtime });
  expect(runtime.runs).toBe(1);
});

test('another file in its place is asked again', async () => {
  const runtime = stubRuntime(RIGHT);
  const folder = await temporaryFolder();
  await openModel('human-emotion', { store: stubStore(folder), runtime });
  const other = stubStore(folder, Uint8Array.of(2));
  await other.get('human-emotion', { force: true });
  await openModel('human-emotion', { store: other, runtime });
  expect(runtime.runs).toBe(2);
});

test('a model whose classes come in another order is not opened, and its session is closed', async () => {
  const runtime = stubRuntime({ Identity: { ...RIGHT.Identity, data: RIGHT.Identity.data.toReversed() } });
  await expect(openModel('human-emotion', { store: stubStore(await temporaryFolder()), runtime })).rejects.toMatchObject({ code: 'WRONG_OUTPUT' });
  expect(runtime.disposed).toBe(1);
});

test('a folder that cannot be written does not keep a bundled model from being checked and opened', async () => {
  const runtime = stubRuntime(RIGHT);
  const file = { bundled: 'test/extractors/models/golden/hello.txt', sha256: '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03' };
  const store = openModelStore({ folder: '/dev/null/models', mirrors: [], offline: true, cards: { net: { ...MODELS['human-emotion'], file } } });
  await expect(openModel('net', { store, runtime })).resolves.toBeDefined();
  expect(runtime.runs).toBe(1);
});
