import { rm, stat } from 'node:fs/promises';
import { ModelError } from '../../../runtime/model-error.ts';
import type { FetchedFile } from '../card.ts';
import { digestFile, mismatchOf } from './digest.ts';
import { download } from './download.ts';
import { findInFolder } from './find-in-folder.ts';
import { isDiskError } from './is-disk-error.ts';
import type { ModelPaths } from './model-paths.ts';
import type { StoreCall, StoreOptions } from './store-options.ts';
import { placeChecked, placeFile } from './place-file.ts';

/** The model to fetch, and where to. */
export interface Wanted {
  readonly id: string;
  readonly file: FetchedFile;
  readonly paths: ModelPaths;
}

/**
 * Fetches a model into the store, from the first of the mirrors and its public source that has the right file, and
 * resolves with its sha256. The caller holds the lock.
 *
 * @throws ModelError with what each source said: WRONG_HASH when one gave another file, OFFLINE or NO_SOURCE when none
 * could be asked, else DOWNLOAD_FAILED
 */
export async function fetchFile(wanted: Wanted, options: StoreOptions & StoreCall): Promise<string> {
  const failures: Failure[] = [];
  for (const source of [...options.mirrors, ...(wanted.file.url === undefined ? [] : [wanted.file.url])]) {
    const result = isAddress(source) ? await fromAddress(source, wanted, options) : await fromFolder(source, wanted, options);
    if (typeof result === 'string') return result;
    failures.push(result);
  }
  throw toError(wanted, failures);
}

interface Failure {
  readonly code: 'WRONG_HASH' | 'OFFLINE' | 'DOWNLOAD_FAILED' | 'NO_SOURCE';
  readonly detail: string;
  readonly cause?: unknown;
}

function isAddress(source: string): boolean {
  return /^https?:\/\//.test(source);
}

async function fromFolder(folder: string, { id, file, paths }: Wanted, { signal, onProgress }: StoreCall): Promise<string | Failure> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return { code: 'NO_SOURCE', detail: `the mirror ${folder} is not a folder` };
  const path = await findInFolder(folder, file, signal);
  if (path === undefined) return { code: 'NO_SOURCE', detail: `the mirror ${folder} has no such file` };
  const { sha256, bytes } = await digestFile(path, signal);
  onProgress?.({ id, phase: 'copy', done: 0, total: bytes });
  await placeFile(path, paths, { sha256, from: path });
  onProgress?.({ id, phase: 'copy', done: bytes, total: bytes });
  return sha256;
}

async function fromAddress(source: string, { id, file, paths }: Wanted, options: StoreOptions & StoreCall): Promise<string | Failure> {
  const { offline, fetch = globalThis.fetch, signal, onProgress, pause = 1, patience = 30 } = options;
  const url = source === file.url ? source : `${source.replace(/\/+$/, '')}/${file.mirrorPath}`;
  if (offline) return { code: 'OFFLINE', detail: `${url} is not asked, being offline` };
  const report = (done: number, total?: number) => onProgress?.({ id, phase: 'download', done, ...(total !== undefined && { total }) });
  try {
    await download(url, { part: paths.part, fetch, signal, bytes: file.bytes, onProgress: report, pause, patience });
  } catch (cause) {
    signal?.throwIfAborted();
    if (isDiskError(cause)) throw cause;
    return { code: 'DOWNLOAD_FAILED', detail: `${url}: ${reasonOf(cause)}`, cause };
  }
  const digest = await digestFile(paths.part, signal);
  const mismatch = mismatchOf(file, digest);
  if (mismatch === undefined) {
    await placeChecked(paths.part, paths, { sha256: digest.sha256, from: url });
    return digest.sha256;
  }
  await rm(paths.part);
  return { code: 'WRONG_HASH', detail: `${url} is not the right file: ${mismatch}` };
}

/** `fetch` says only that it failed; what happened is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}

function toError({ id, file }: Wanted, failures: readonly Failure[]): ModelError {
  const told = failures.map(({ detail }) => detail);
  if (file.url === undefined) told.push('there is no public address for this converted file');
  const codes = ['WRONG_HASH', 'DOWNLOAD_FAILED', 'OFFLINE'] as const;
  const code = codes.find((candidate) => failures.some((failure) => failure.code === candidate)) ?? 'NO_SOURCE';
  return new ModelError(code, { model: id, detail: told.join('; '), cause: failures.find((failure) => failure.code === code)?.cause });
}
