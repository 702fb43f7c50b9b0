import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly messages: readonly { readonly role: string; readonly content: string }[]; readonly response_format?: { readonly type: string } } & Readonly<Record<string, unknown>>;
}

/** How to reply: a text becomes an answer of a model. */
export type Reply = string | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> };

/** Replies that never come, and that break off. */
export const [HANG, DROP] = ['hang', 'drop'];

/** A server that talks as OpenAI does, on this machine. */
export interface FakeServer extends AsyncDisposable {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** Most requests at once. */
  readonly most: () => number;
}

/** An answer that can be read. */
export const GOOD = '{"words": ["Joyful", "relieved"], "explanation": "The face smiles.", "label": "happiness"}';

/** Starts a server that replies as `reply` says, by the request and its number from 0, after `delay` seconds. */
export async function fakeServer(reply: (asked: Asked, index: number) => Reply, delay = 0.005): Promise<FakeServer> {
  const asked: Asked[] = [];
  let [open, most] = [0, 0];
  const server = createServer((request, response) => {
    most = Math.max(most, ++open);
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      asked.push({ path: request.url!, headers: request.headers, body: JSON.parse(text) as Asked['body'] });
      const said = reply(asked.at(-1)!, asked.length - 1);
      if (said === HANG) return;
      if (said === DROP) return void request.socket.destroy();
      const { status, headers, body } = typeof said === 'string' ? { status: 200, headers: {}, body: toCompletion(said) } : { headers: {}, body: '', ...said };
      setTimeout(() => {
        open -= 1; // Before the client can have it and ask the next
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
      }, delay * 1000);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    most: () => most,
    [Symbol.asyncDispose]: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

/** The body of a reply with an answer of a model. */
export function toCompletion(content: string, finish = 'stop'): string {
  return JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: finish }], usage: { prompt_tokens: 100, completion_tokens: 20 } });
}
