import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openBudget } from '../../../plugins/describer/budget.ts';
import { openEndpoint } from '../../../plugins/describer/endpoint/open-endpoint.ts';
import { describerOptions } from '../../../plugins/describer/options.ts';
import type { PluginContext } from '../../../plugins/plugin.ts';
import { contextOf } from './clip.ts';
import { DROP, fakeServer, GOOD, HANG, type Reply, toCompletion } from './fake-server.ts';

const MESSAGES = [{ role: 'user', content: 'How are you?' }] as const;
const KEY = 'sk-very-secret-0123456789';
const busy = (status = 503, headers: Readonly<Record<string, string>> = {}) => ({ status, headers, body: '{"error":"busy"}' });

/** Asks a server that replies in this order, its last reply again and again. */
async function ask(replies: readonly Reply[], options: Readonly<Record<string, unknown>> = {}, context: PluginContext = contextOf()) {
  await using server = await fakeServer((_, index) => replies[Math.min(index, replies.length - 1)]!);
  const all = describerOptions.parse({ endpoint: server.endpoint, model: 'm', attempts: 3, timeout: replies.includes(HANG) ? 0.3 : 20, ...options });
  const model = openEndpoint({ options: all, context, budget: openBudget(all), pause: 0.01 });
  const wanted = { schema: { type: 'object' }, maxTokens: 50, seed: 3, temperature: 0.5, signal: context.signal };
  const answer = await model.complete(MESSAGES, wanted).catch((error: unknown) => error as Error);
  return { answer, asked: server.asked, endpoint: server.endpoint };
}

test('a question goes out with the model, the limits and the form, and the key from the environment', async () => {
  const { answer, asked } = await ask([GOOD], {}, contextOf({ variable: (name) => (name === 'AFFEKT_LLM_KEY' ? `${KEY}\n` : undefined) }));
  expect(answer).toEqual({ text: GOOD, cut: false, usage: { prompt: 100, completion: 20 } });
  expect(asked[0]).toMatchObject({ path: '/v1/chat/completions', headers: { authorization: `Bearer ${KEY}` } });
  expect(asked[0]!.body).toEqual({ model: 'm', messages: MESSAGES, stream: false, max_tokens: 50, temperature: 0.5, seed: 3, response_format: { type: 'json_schema', json_schema: { name: 'description', strict: true, schema: { type: 'object' } } } });
});

test('without the variable no key is sent', async () => {
  const { asked } = await ask([GOOD], {}, contextOf({ variable: () => '' }));
  expect(asked[0]!.headers.authorization).toBeUndefined();
});

test('a server that knows no schema is asked for any JSON object, then for text, and from then on at once as it understands', async () => {
  const refuse = { status: 400, body: '{"error":{"message":"unknown field"}}' };
  const context = contextOf();
  const first = await ask([refuse, refuse, GOOD], {}, context);
  const second = await ask([GOOD], {}, context);
  expect([...first.asked, ...second.asked].map(({ body }) => body.response_format?.type)).toEqual(['json_schema', 'json_object', undefined, undefined]);
});

test('a server that wants other names, or takes no temperature or seed, gets what it takes', async () => {
  const refuse = (message: string) => ({ status: 400, body: JSON.stringify({ error: { message } }) });
  const { asked } = await ask([refuse("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."), refuse("'temperature' does not support 0.5"), refuse('seed: Extra inputs are not permitted'), GOOD]);
  expect(asked.at(-1)!.body).toMatchObject({ max_completion_tokens: 50, response_format: { type: 'json_schema' } });
  expect(Object.keys(asked.at(-1)!.body)).not.toEqual(expect.arrayContaining(['max_tokens']));
  expect(['temperature', 'seed'].filter((name) => name in asked.at(-1)!.body)).toEqual([]);
});

test.each<[string, Reply]>([['is busy', busy()], ['has a limit of rate', busy(429)], ['breaks off', DROP], ['does not answer in time', HANG]])('a server that %s is asked again', async (_, reply) => {
  const context = contextOf();
  const { answer, asked } = await ask([reply, GOOD], {}, context);
  expect(answer).toMatchObject({ text: GOOD });
  expect(asked).toHaveLength(2);
  expect(context.said).toEqual([expect.stringMatching(/tried again$/)]);
});

test('a server that says how long to wait is given that time', async () => {
  const started = Date.now();
  await ask([busy(429, { 'retry-after': '1' }), GOOD]);
  expect(Date.now() - started).toBeGreaterThanOrEqual(990);
});

test.each<[string, Reply, number, RegExp]>([
  ['goes on being busy', busy(), 3, /answers 503 \(\{"error":"busy"\}\), 3 times\. See that it runs/],
  ['never answers', HANG, 3, /gave no answer within 0\.3 s, 3 times/],
  ['takes no key', { status: 401, body: 'no' }, 1, /answers 401, and no key was given: AFFEKT_LLM_KEY is not set \(no\)\. Set AFFEKT_LLM_KEY in the environment/],
  ['has no money', { status: 429, body: '{"error":{"code":"insufficient_quota"}}' }, 1, /answers 429/],
  ['does not have the model', { status: 404, body: 'model not found' }, 1, /answers 404 for the model m \(model not found\)\. Give the base address/],
  ['sends on elsewhere', { status: 302, headers: { location: 'http://elsewhere.test/' } }, 1, /sends on to http:\/\/elsewhere\.test\/\. Give that address/],
  ['is a page', { status: 200, body: '<html>Welcome</html>' }, 1, /its answer is not that of such a server \(<html>Welcome<\/html>\)/],
  ['understands nothing', { status: 400, body: 'what?' }, 3, /answers 400 \(what\?\)/],
])('of a server that %s one clear error comes', async (_, reply, requests, message) => {
  const { answer, asked, endpoint } = await ask([reply]);
  expect(answer).toMatchObject({ name: 'PluginError', code: 'FAILED', message: expect.stringMatching(message) });
  expect((answer as Error).message.startsWith(`plug-in describer: ${endpoint}: `)).toBe(true);
  expect(asked).toHaveLength(requests);
});

test('nobody at the address is told of with the reason', async () => {
  const { answer } = await ask([GOOD], { endpoint: 'http://127.0.0.1:9/v1', attempts: 1 });
  expect((answer as Error).message).toMatch(/http:\/\/127\.0\.0\.1:9\/v1: cannot be reached \((?:ECONNREFUSED|bad port)\), 1 times/);
});

test('the key is in no error and no message, also where the server repeats it, to the last cause', async () => {
  const context = contextOf({ variable: () => KEY });
  for (const reply of [{ status: 401, body: `Incorrect key ${KEY}` }, { status: 403, body: 'Incorrect key sk-very-sec**********6789' }, busy(503, { 'x-key': KEY }), DROP]) {
    const { answer } = await ask([typeof reply === 'object' && reply.status === 503 ? { ...reply, body: `Bearer ${KEY}` } : reply], {}, context);
    expect(inspect(answer, { depth: 10, showHidden: true })).not.toMatch(/very-sec/);
  }
  expect(context.said.join()).not.toContain('very-sec');
});

test('a key that cannot be one is refused without being shown', async () => {
  const { answer } = await ask([GOOD], {}, contextOf({ variable: () => 'sk-sé cret' })).catch((error: unknown) => ({ answer: error as Error }));
  expect((answer as Error).message).toMatch(/^plug-in describer: .*the key in AFFEKT_LLM_KEY has characters that no key has\. Set the variable again\.$/);
});

test('a stop ends a request that is under way', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  const { answer } = await ask([HANG], { timeout: 30 }, contextOf({ signal: controller.signal }));
  expect(answer).toMatchObject({ name: 'AbortError' });
});

test('an answer in parts is put together, and one that broke off is marked', async () => {
  const parts = { status: 200, body: JSON.stringify({ choices: [{ message: { content: [{ type: 'text', text: 'a' }, { type: 'text', text: 'b' }] } }] }) };
  expect((await ask([parts])).answer).toEqual({ text: 'ab', cut: false, usage: { prompt: 0, completion: 0 } });
  expect((await ask([{ status: 200, body: toCompletion('{"wo', 'length') }])).answer).toMatchObject({ cut: true });
});

test.each([
  [{}, /endpoint: either this or `decoder`/],
  [{ endpoint: 'http://a.test/v1' }, /model: is missing/],
  [{ endpoint: 'ftp://a.test', model: 'm' }, /no address that begins with http/],
  [{ endpoint: 'http://me:pw@a.test', model: 'm' }, /has a name or password in it/],
  [{ endpoint: 'http://a.test', model: 'm', decoder: 'd' }, /endpoint: either this or `decoder`/],
  [{ endpoint: 'http://a.test', model: 'm', maxCost: 1 }, /price: is missing/],
  [{ endpoint: 'http://a.test', model: 'm', keyVariable: 'sk-abc' }, /keyVariable: is no name of an environment variable/],
])('%j is refused', (options, message) => {
  const { error } = describerOptions.safeParse(options);
  expect(error?.issues.map(({ path, message: text }) => `${path.join('.')}: ${text}`).join('; ')).toMatch(message);
  expect(error?.message).not.toContain('sk-abc');
});
