import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Runtime, Session } from '../../runtime/runtime.ts';
import { checkFixture } from './check-fixture.ts';
import type { LoadedModel } from './loaded-model.ts';
import { modelPaths } from './store/model-paths.ts';
import { readRecord, writeRecord } from './store/model-record.ts';
import type { ModelStore } from './store/open-model-store.ts';
import type { Progress } from './store/store-options.ts';

/** What opening a model takes. */
export interface OpenModelOptions {
  readonly store: ModelStore;
  readonly runtime: Runtime;
  /** Pins the session to one worker. */
  readonly worker?: number | undefined;
  /** Makes what is opened of the file that was found; default: the file as it is. */
  readonly adapt?: ((model: LoadedModel) => Promise<Uint8Array | string>) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Resolves with a session on the model's checked file. The first time a file is loaded on a device it must answer its
 * card's fixture; that it did is noted beside it.
 *
 * @throws ModelError as `ModelStore.find` and `checkFixture`
 */
export async function openModel(id: string, { store, runtime, worker, adapt, ...call }: OpenModelOptions): Promise<{ session: Session; model: LoadedModel }> {
  const model = await store.find(id, call);
  const session = await runtime.open(adapt === undefined ? model.path : await adapt(model), { name: id, ...(worker !== undefined && { worker }) });
  try {
    await checkOnce(session, model, store.folder);
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
  return { session, model };
}

async function checkOnce(session: Session, model: LoadedModel, root: string): Promise<void> {
  const path = modelPaths(root, model.id, model.card).record;
  const record = await readRecord(path);
  const fixture = createHash('sha256').update(JSON.stringify([model.card.fixture, model.card.output])).digest('hex').slice(0, 16);
  if (record?.sha256 === model.sha256 && record.checked?.[session.device] === fixture) return;
  await checkFixture(session, model);
  const checked = { ...(record?.sha256 === model.sha256 ? record.checked : {}), [session.device]: fixture };
  const from = record?.sha256 === model.sha256 ? record.from : model.path;
  const noted = mkdir(dirname(path), { recursive: true }).then(() => writeRecord(path, { sha256: model.sha256, from, checked }));
  await noted.catch(() => undefined); // A folder that cannot be written: the check is made again next time
}
