import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDiskError } from './is-disk-error.ts';

/** How to download. */
export interface DownloadOptions {
  /** Where the bytes go; left as it is when the download breaks, and gone on with next time. */
  readonly part: string;
  readonly fetch: typeof globalThis.fetch;
  /** Called with bytes so far, and in all where the server says so. */
  readonly onProgress: (done: number, total?: number) => void;
  /** Refused when the server announces another size. */
  readonly bytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How often a broken connection is taken up again. */
  readonly attempts?: number;
  /** Seconds before the second attempt; doubled each time. */
  readonly pause?: number;
  /** Seconds without a byte after which the connection counts as broken. */
  readonly patience?: number;
}

/** The server has no such file, or another one: trying again does not help. */
class Refused extends Error {}

/**
 * Downloads `url` into `part`. What is there already is kept when the server still has the same version of the file
 * (by its `ETag` or `Last-Modified`), else it is fetched anew.
 *
 * @throws Error saying what went wrong, after the last attempt
 */
export async function download(url: string, options: DownloadOptions): Promise<void> {
  const { attempts = 3, pause = 1, signal } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      await downloadOnce(url, options);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (attempt >= attempts || error instanceof Refused || isDiskError(error)) throw error;
      await sleep(pause * 2 ** (attempt - 1) * 1000, undefined, { signal });
    }
  }
}

async function downloadOnce(url: string, options: DownloadOptions): Promise<void> {
  const { part, patience = 30 } = options;
  const stalled = new AbortController();
  const alarm = setTimeout(() => stalled.abort(new Error(`no answer for ${patience} seconds`)), patience * 1000);
  const signal = AbortSignal.any([stalled.signal, ...(options.signal ? [options.signal] : [])]);
  try {
    const have = await readPart(url, part);
    const response = await options.fetch(url, { signal, headers: rangeHeaders(have), redirect: 'follow' });
    const start = await startOf(response, have, options);
    await writePartState(url, part, response);
    const total = totalOf(response, start);
    if (options.bytes !== undefined && total !== undefined && total !== options.bytes) throw new Refused(`the server has ${total} bytes, not ${options.bytes}`);
    await writeBody(response, { part, start, total }, (done) => {
      alarm.refresh();
      options.onProgress(done, total);
    });
  } catch (error) {
    throw stalled.signal.aborted ? stalled.signal.reason : error;
  } finally {
    clearTimeout(alarm);
  }
}

interface Part {
  readonly bytes: number;
  readonly version: string;
}

/** What is left from an earlier attempt at the same address; `undefined` when nothing can be gone on with. */
async function readPart(url: string, part: string): Promise<Part | undefined> {
  const state = await readFile(`${part}.json`, 'utf8').then((text) => JSON.parse(text) as { url: string; version?: string }, () => undefined); // No state: start anew
  const facts = await stat(part).catch(() => undefined); // No part: start anew
  if (state?.url !== url || state.version === undefined || facts === undefined || facts.size === 0) return undefined;
  return { bytes: facts.size, version: state.version };
}

function rangeHeaders(have: Part | undefined): Record<string, string> {
  const plain = { 'accept-encoding': 'identity' };
  if (have === undefined) return plain;
  // A weak ETag may not stand in If-Range; the version of the answer is compared in any case
  return { ...plain, range: `bytes=${have.bytes}-`, ...(have.version.startsWith('W/') ? {} : { 'if-range': have.version }) };
}

/** Position from which the answer's bytes are to be written. */
async function startOf(response: Response, have: Part | undefined, { part }: DownloadOptions): Promise<number> {
  if (response.status === 200) return 0;
  const sameVersion = have !== undefined && versionOf(response) === have.version;
  if (response.status === 206 && sameVersion && response.headers.get('content-range')?.startsWith(`bytes ${have.bytes}-`)) return have.bytes;
  await response.body?.cancel();
  if (have === undefined || (response.status !== 206 && response.status !== 416)) throw refusal(response);
  await rm(part, { force: true });
  throw new Error('the file changed on the server during the download');
}

function refusal({ status, statusText }: Response): Error {
  const message = `the server answers ${status} ${statusText}`.trim();
  return status >= 500 || status === 429 || status === 408 ? new Error(message) : new Refused(message);
}

async function writePartState(url: string, part: string, response: Response): Promise<void> {
  await writeFile(`${part}.json`, JSON.stringify({ url, version: versionOf(response) }));
}

function versionOf({ headers }: Response): string | undefined {
  return headers.get('etag') ?? headers.get('last-modified') ?? undefined;
}

function totalOf({ headers }: Response, start: number): number | undefined {
  const length = headers.get('content-length');
  return length === null ? undefined : start + Number(length);
}

/** Waits for each write, so that what has come lies on the disk when the connection breaks. */
async function writeBody({ body }: Response, { part, start, total }: { part: string; start: number; total: number | undefined }, onBytes: (done: number) => void): Promise<void> {
  await using file = await open(part, start > 0 ? 'a' : 'w');
  let done = start;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    await file.writeFile(chunk);
    done += chunk.length;
    onBytes(done);
  }
  if (total !== undefined && done < total) throw new Error(`the connection broke after ${done} of ${total} bytes`);
}
