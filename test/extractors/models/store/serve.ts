import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on 127.0.0.1 that is gone after the test. */
export interface TestServer {
  readonly address: string;
  /** What was asked for, in order. */
  readonly requests: IncomingMessage[];
}

/** Resolves with a server that answers by `listener`. */
export async function serve(listener: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** Answers with `bytes` under the version `etag`, and ranges of them as RFC 9110 says. */
export function sendFile(bytes: Uint8Array, etag = '"v1"'): RequestListener {
  return (request, response) => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const condition = request.headers['if-range'];
    if (start === 0 || (condition !== undefined && condition !== etag)) {
      response.writeHead(200, { etag, 'content-length': bytes.length }).end(bytes);
      return;
    }
    const headers = { etag, 'content-length': bytes.length - start, 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(206, headers).end(bytes.subarray(start));
  };
}

/** Announces all of `bytes`, sends the first `count` of them, waits until `seen()` and breaks the connection. */
export function breakAfter(count: number, bytes: Uint8Array, { seen, etag = '"v1"' }: { seen: () => boolean; etag?: string }): RequestListener {
  return (_, response) => {
    response.writeHead(200, { etag, 'content-length': bytes.length }).write(bytes.subarray(0, count));
    const timer = setInterval(() => {
      if (!seen()) return;
      clearInterval(timer);
      response.destroy();
    }, 5);
  };
}

/** Answers the first requests by `listeners`, one each, and all later ones by the last. */
export function inTurn(...listeners: readonly RequestListener[]): RequestListener {
  let turn = 0;
  return (request, response) => {
    listeners[Math.min(turn++, listeners.length - 1)]!(request, response);
  };
}
