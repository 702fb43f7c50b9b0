import { access, mkdir, rm } from 'node:fs/promises';
import { ModelError } from '../../../runtime/model-error.ts';
import { cardFor } from '../card-for.ts';
import type { ExportedFile, ModelCard } from '../card.ts';
import type { LoadedModel } from '../loaded-model.ts';
import { MODELS } from '../registry.ts';
import { compilePackaged } from './compile-packaged.ts';
import { digestFile, mismatchOf } from './digest.ts';
import { fetchFile } from './fetch-file.ts';
import { importFile } from './import-file.ts';
import { modelPaths } from './model-paths.ts';
import { readRecord } from './model-record.ts';
import { placeFile, placeBytes } from './place-file.ts';
import type { StoreCall, StoreOptions } from './store-options.ts';
import { toStoreError } from './to-store-error.ts';
import { withLock } from './with-lock.ts';


/** Where a model stands. `embedded`: it comes with affekt or with an npm package that it needs, and takes no download. */
export type ModelState = 'here' | 'absent' | 'embedded' | 'damaged';

/** What `verify` found. */
export interface Verification {
  readonly id: string;
  readonly state: ModelState;
  /** One line for people. */
  readonly detail: string;
  /** Of the file, when there is one. */
  readonly sha256?: string;
}

/** The models on this machine. Two processes may use one folder at the same time. */
export interface ModelStore {
  readonly folder: string;
  /** Resolves with where the model stands, by its checksum. */
  state(id: string): Promise<ModelState>;
  /** Resolves with the checked file. Compiles an embedded model that was not used before; downloads nothing. */
  find(id: string, call?: StoreCall): Promise<LoadedModel>;
  /** Resolves with the checked file, which it fetches when it is absent or damaged: from the mirrors, then from its public source. */
  get(id: string, call?: StoreCall & { readonly force?: boolean | undefined }): Promise<LoadedModel>;
  /** Resolves with what the checksum says of the file. */
  verify(id: string): Promise<Verification>;
  /** Copies the file at `path` into the store, after finding by its checksum which model it is. */
  import(path: string, id?: string): Promise<LoadedModel>;
  /** Deletes the model's files; `false` when there were none. Embedded models are compiled again when needed. */
  remove(id: string): Promise<boolean>;
}

/**
 * Returns the store in `folder`, which is made when first needed.
 *
 * Its calls reject with ModelError: UNKNOWN for an id or file that is not in the registry; MISSING, WRONG_HASH,
 * DOWNLOAD_FAILED, OFFLINE or NO_SOURCE; DISK_FULL or NOT_WRITABLE.
 */
export function openModelStore(options: StoreOptions): ModelStore {
  const { folder, cards = MODELS } = options;
  const toModel = (id: string, sha256: string): LoadedModel => {
    const card = cardFor(id, cards);
    return { id, card, path: modelPaths(folder, id, card).file, sha256 };
  };
  const verify = (id: string) => verifyFile(id, cardFor(id, cards), folder);

  async function find(id: string, call: StoreCall = {}): Promise<LoadedModel> {
    const card = cardFor(id, cards);
    const { state, detail, sha256 } = await verify(id);
    if (sha256 !== undefined && state !== 'damaged') return toModel(id, sha256);
    if ('npm' in card.file) return toModel(id, await compileInto(id, card, { ...options, ...call }));
    throw new ModelError(state === 'damaged' ? 'WRONG_HASH' : 'MISSING', { model: id, detail });
  }

  async function get(id: string, { force = false, ...call }: StoreCall & { force?: boolean | undefined } = {}): Promise<LoadedModel> {
    const card = cardFor(id, cards);
    if (force && 'npm' in card.file) return toModel(id, await compileInto(id, card, { ...options, ...call, force }));
    if ('exported' in card.file && (await verify(id)).state !== 'here') throw new ModelError('NO_SOURCE', { model: id, detail: howToExport(id, card.file) });
    if (!('mirrorPath' in card.file)) return find(id, call);
    const { file } = card;
    return locked(id, card, { ...options, ...call }, async () => {
      const { state, sha256 } = await verify(id); // Only now: another process may have fetched it meanwhile
      return state === 'here' && !force ? toModel(id, sha256!) : toModel(id, await fetchFile({ id, file, paths: modelPaths(folder, id, card) }, { ...options, ...call }));
    });
  }

  return {
    folder,
    verify,
    find,
    get,
    state: async (id) => (await verify(id)).state,
    async import(path, wanted) {
      const { id, digest } = await importFile(path, { cards, wanted });
      const card = cardFor(id, cards);
      const paths = modelPaths(folder, id, card);
      await locked(id, card, options, () => placeFile(path, paths, { sha256: digest.sha256, from: path }));
      return toModel(id, digest.sha256);
    },
    async remove(id) {
      const paths = modelPaths(folder, id, cardFor(id, cards));
      const found = await access(paths.folder).then(() => true, () => false); // Absent is an answer, not a fault
      await rm(paths.folder, { recursive: true, force: true });
      return found;
    },
  };
}

async function verifyFile(id: string, card: ModelCard, root: string): Promise<Verification> {
  const { file } = card;
  const paths = modelPaths(root, id, card);
  const digest = await digestFile(paths.file).catch(() => undefined); // Absent or unreadable: reported as absent
  if (digest === undefined) {
    if ('exported' in file) return { id, state: 'absent', detail: howToExport(id, file) };
    return 'mirrorPath' in file ? { id, state: 'absent', detail: `it is not in ${root}` } : { id, state: 'embedded', detail: 'it has not been compiled yet' };
  }
  const { sha256 } = digest;
  if ('mirrorPath' in file) {
    const mismatch = mismatchOf(file, digest);
    return mismatch === undefined ? { id, state: 'here', detail: paths.file, sha256 } : { id, state: 'damaged', detail: `${paths.file} is not the right file: ${mismatch}`, sha256 };
  }
  const wanted = 'bundled' in file ? file.sha256 : (await readRecord(paths.record))?.sha256;
  if (wanted === sha256) return { id, state: 'exported' in file ? 'here' : 'embedded', detail: paths.file, sha256 };
  return { id, state: 'damaged', detail: `${paths.file} has the sha256 ${sha256}, not ${wanted ?? 'one on record'}`, sha256 };
}

function howToExport(id: string, { command }: ExportedFile): string {
  return `it is made by its user, from its checkpoint with \`affekt models build encoder DIR --as ${id}\`, or with \`${command}\` and then \`affekt models import FILE --as ${id}\``;
}

/** Compiles an npm package's graph model into the store and resolves with the sha256 of what it wrote. */
async function compileInto(id: string, card: ModelCard, options: StoreOptions & StoreCall & { readonly force?: boolean }): Promise<string> {
  if (!('npm' in card.file)) throw new TypeError(`${id} is not in an npm package`);
  const { file } = card;
  return locked(id, card, options, async () => {
    const { state, sha256 } = await verifyFile(id, card, options.folder);
    if (state === 'embedded' && sha256 !== undefined && options.force !== true) return sha256; // Another process was faster
    options.onProgress?.({ id, phase: 'compile', done: 0, total: 1 });
    const bytes = await compilePackaged(id, file, options.compile);
    const placed = await placeBytes(bytes, modelPaths(options.folder, id, card), `${file.npm}/${file.path}`);
    options.onProgress?.({ id, phase: 'compile', done: 1, total: 1 });
    return placed;
  });
}

async function locked<T>(id: string, card: ModelCard, { folder, signal }: StoreOptions & StoreCall, work: () => Promise<T>): Promise<T> {
  const paths = modelPaths(folder, id, card);
  try {
    await mkdir(paths.folder, { recursive: true });
    return await withLock(paths.lock, work, { signal });
  } catch (error) {
    throw toStoreError(error, id, folder);
  }
}
