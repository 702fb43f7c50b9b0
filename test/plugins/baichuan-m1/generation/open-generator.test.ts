import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildDecoder } from '../../../../plugins/baichuan-m1/build-decoder.ts';
import { openGenerator } from '../../../../plugins/baichuan-m1/generation/open-generator.ts';
import { toPrompt } from '../../../../plugins/baichuan-m1/chat/to-prompt.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import golden from '../golden/decoders.json' with { type: 'json' };
import { END_ID, writeTinyTokenizer } from '../tiny-tokenizer.ts';
import { writeTinyCheckpoint } from '../tiny-weights.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-generate-'));
writeTinyCheckpoint(join(root, 'qwen2'), golden.families.qwen2);
writeTinyTokenizer(join(root, 'qwen2'));
const { path } = await buildDecoder(join(root, 'qwen2'));
const runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
const generator = await openGenerator(path, { runtime });
afterAll(async () => {
  await generator[Symbol.asyncDispose]();
  await runtime[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** The text of tokens in the tiny vocabulary. */
const textOf = (ids: readonly number[]) => new TextDecoder().decode(Buffer.concat(ids.map((id) => generator.tokenizer.bytes.get(id)!)));
const prompt = textOf(golden.ids.slice(0, 5));

test('a text goes on with the tokens of the reference, told piece by piece', async () => {
  const told: string[] = [];
  const { text, ids, cut, usage } = await generator.complete(prompt, { maxTokens: 8, onText: (part) => told.push(part) });
  expect(ids).toEqual(golden.families.qwen2.continued);
  expect(text).toBe(textOf(ids));
  expect(told).toEqual(Array.from(text));
  expect({ cut, usage }).toEqual({ cut: true, usage: { prompt: 5, completion: 8 } });
});

test('the same seed draws the same text, another seed another', async () => {
  const drawn = async (seed: number) => (await generator.complete(prompt, { maxTokens: 20, temperature: 1, topP: 0.9, topK: 30, seed })).text;
  expect(await drawn(1)).toBe(await drawn(1));
  expect(await drawn(1)).not.toBe(await drawn(2));
});

test.each([0, 1, 2, 3])('an answer that must be JSON is JSON of the schema, though the net says noise (seed %i)', async (seed) => {
  const schema = { type: 'object', properties: { words: { type: 'array', items: { type: 'string', maxLength: 12 }, maxItems: 3 }, label: { enum: ['joy', 'fear'] }, valence: { type: 'number' } } };
  const { text } = await generator.complete([{ role: 'user', content: 'what is it' }], { maxTokens: 12 + 16 * seed, temperature: seed / 2, seed, schema });
  const parsed = JSON.parse(text) as Record<string, unknown>;
  expect(Object.keys(parsed)).toEqual(['words', 'label', 'valence']);
  expect(parsed.label).toMatch(/^(joy|fear)$/);
  expect(typeof parsed.valence).toBe('number');
});

test('a text ends before what is to end it, and nothing of that is told', async () => {
  const whole = textOf(golden.families.qwen2.continued);
  let told = '';
  const { text, cut } = await generator.complete(prompt, { maxTokens: 8, stop: [whole.slice(3, 5)], onText: (part) => (told += part) });
  expect({ text, told, cut }).toEqual({ text: whole.slice(0, 3), told: whole.slice(0, 3), cut: false });
});

test('a talk is written as the chat template of the checkpoint says', () => {
  const text = toPrompt([{ role: 'system', content: 'be kind' }, { role: 'user', content: 'hello' }], generator.decoder, generator.tokenizer);
  expect(text).toBe('system: be kind? user: hello? assistant:');
});

test('Baichuan-M1 has a form of its own, with a default for who it is', () => {
  const m1 = { ...generator.decoder, notes: {}, facts: { ...generator.decoder.facts, family: 'baichuan_m1' } };
  expect(toPrompt([{ role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }, { role: 'user', content: 'c' }], m1, generator.tokenizer)).toBe('<B_SYS>You are a helpful assistant.<C_Q>a<C_A>b<C_Q>c<C_A>');
  expect(() => toPrompt([{ role: 'user', content: 'a' }], { ...m1, facts: generator.decoder.facts }, generator.tokenizer)).toThrow('it has no chat template');
});

test('writing stops when it is told to', async () => {
  const controller = new AbortController();
  await expect(generator.complete(prompt, { maxTokens: 50, signal: controller.signal, onText: () => controller.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

test('what the tokeniser and generation_config.json call the end is the end', () => {
  expect(generator.decoder.facts.ends).toEqual([END_ID]);
  expect(generator.tokenizer.encode('a</s>b')).toEqual([generator.tokenizer.encode('a')[0], END_ID, generator.tokenizer.encode('b')[0]]);
  expect(generator.tokenizer.bytes.has(END_ID)).toBe(false);
});

test('a prompt that fills what the model was made for, and settings out of range, are refused', async () => {
  await expect(generator.complete('a'.repeat(64), { maxTokens: 1 })).rejects.toThrow('the prompt has 64 tokens, and the model was made for 64');
  expect((await generator.complete('a'.repeat(60), { maxTokens: 50 })).ids).toHaveLength(4);
  await expect(generator.complete('', { maxTokens: 1 })).rejects.toThrow('prompt: it has no token');
  for (const [setting, message] of [[{ temperature: -1 }, 'temperature: -1'], [{ topK: 0 }, 'top-k: 0'], [{ topP: 0 }, 'top-p: 0'], [{ maxTokens: 1.5 }, 'max-tokens: 1.5']] as const) await expect(generator.complete('a', { maxTokens: 1, ...setting })).rejects.toThrow(message);
});
