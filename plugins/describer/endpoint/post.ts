/** One request. */
export interface Post {
  readonly url: string;
  readonly body: unknown;
  readonly key: string | undefined;
  /** Seconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** What a server said. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  /** Seconds that it asks to wait; absent when it does not. */
  readonly retryAfter?: number;
}

/** Bytes of a reply at most: an answer is short. */
const LARGEST = 4 << 20;

/**
 * Posts JSON and resolves with the reply, whatever its status. A redirect is a reply too: what is said would go elsewhere.
 *
 * @throws Error saying why no reply came; the signal's reason when it aborts
 */
export async function post({ url, body, key, timeout, signal }: Post): Promise<Reply> {
  const late = AbortSignal.timeout(timeout * 1000);
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), redirect: 'manual', signal: AbortSignal.any([signal, late]) });
    const wait = toSeconds(response.headers.get('retry-after'));
    const location = response.headers.get('location');
    const text = location !== null && response.status >= 300 && response.status < 400 ? `sends on to ${location}` : await readText(response);
    return { status: response.status, text, ...(wait === undefined ? {} : { retryAfter: wait }) };
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) throw new Error(`gave no answer within ${timeout} s`, { cause: error });
    throw new Error(`cannot be reached (${reasonOf(error)})`, { cause: error });
  }
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    if (text.length > LARGEST) throw new Error('the answer is too long');
  }
  return text;
}

/** Seconds, or a date. */
function toSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { readonly cause?: unknown; readonly message?: string };
  const inner = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : undefined;
  return inner ?? message ?? String(error);
}
