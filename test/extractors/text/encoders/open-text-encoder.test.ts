import { readFileSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poolRows } from '../../../../extractors/encoders/pool-rows.ts';
import type { HiddenLayers } from '../../../../extractors/encoders/hidden-layers.ts';
import { MODELS } from '../../../../extractors/models/registry.ts';
import type { EncodedText } from '../../../../extractors/text/encoders/encoded-text.ts';
import { openTextEncoder } from '../../../../extractors/text/encoders/open-text-encoder.ts';
import type { TextRecipe } from '../../../../extractors/text/encoders/text-encoder-card.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Runtime, Session } from '../../../../runtime/runtime.ts';
import { float32 } from '../../../../runtime/tensor.ts';
import { temporaryFolder } from '../../models/temporary-folder.ts';
import { tinyModel, type TinyEncoder } from './tiny-encoders.ts';

interface Rows {
  readonly first: readonly number[];
  readonly mean: readonly number[];
}
type Recorded = Readonly<Record<HiddenLayers, Rows>> & { readonly text: string; readonly ids: readonly number[] };

const golden = JSON.parse(readFileSync(new URL('golden/nets.json', import.meta.url), 'utf8')) as Readonly<Record<TinyEncoder, readonly Recorded[]>>;
const CASES = (['bert', 'roberta', 'xlmr', 'mpnet'] as const).flatMap((name) => (['last', 'last-four-sum'] as const).map((layers) => [name, layers] as const));

let runtime: Runtime;
beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1 })));
afterAll(() => runtime[Symbol.asyncDispose]());

async function open(name: TinyEncoder, layers: HiddenLayers, changes?: Partial<TextRecipe>) {
  const model = tinyModel(name, changes);
  return openTextEncoder({ session: await runtime.open(model.path, { name }), model }, layers);
}

function expectClose(given: ArrayLike<number>, expected: ArrayLike<number>, most: number): void {
  expect(given).toHaveLength(expected.length);
  expect(Math.max(...Array.from(expected, (value, i) => Math.abs(value - given[i]!)))).toBeLessThan(most);
}

test.each(CASES)('%s gives the rows and the mean of MERBench’s recipe in torch, one by one and in one batch, %s', async (name, layers) => {
  await using encoder = await open(name, layers);
  const together = await encoder.encode(golden[name].map(({ text }) => text));
  for (const [i, { text, ids, [layers]: rows }] of golden[name].entries()) {
    const [encoded] = await encoder.encode([text]);
    expectClose(together[i]!.values, encoded!.values, 2e-5);
    expect(encoded!.values).toHaveLength(16 * encoded!.tokens.length);
    expect(encoded!.tokens).toHaveLength(ids.length - 2);
    expectClose(encoded!.values.subarray(0, 16), rows.first, 1e-4);
    expectClose(poolRows(encoded!), rows.mean, 1e-4);
  }
});

test('a text without tokens gives nothing, also between others', async () => {
  await using encoder = await open('bert', 'last');
  const given = await encoder.encode(['', '你', ' \n\u200b', '好']);
  expect(given.map((encoded) => encoded?.tokens)).toEqual([undefined, ['你'], undefined, ['好']]);
});

test('a longer text than the net takes is cut, and a note says so', async () => {
  await using encoder = await open('bert', 'last');
  const [long, short] = await encoder.encode(['你'.repeat(41), '你'.repeat(38)]);
  expect([encoder.longest, encoder.count('你好吗')]).toEqual([38, 3]);
  expect(long!.tokens).toHaveLength(38);
  expect(long!.notes).toEqual(['The last 3 of 41 tokens were left out: the net takes 40 with those around them.']);
  expect(short!.notes).toEqual([]);
});

/** A net whose rows say what it was given: the token, and how many of the batch it could see. */
function echo(batches: number[][] = []): Session {
  return {
    name: 'echo', device: 'cpu', inputs: [], outputs: [],
    floats: (length) => new Float32Array(length),
    run: ({ input_ids: ids, attention_mask: mask }) => {
      const [size, rows] = ids!.dims as [number, number];
      batches.push([size, rows]);
      const [tokens, visible] = [Array.from(ids!.data, Number), Array.from(mask!.data, Number)];
      const seen = (item: number) => visible.slice(item * rows, (item + 1) * rows).filter((value) => value === 1).length;
      const values = tokens.flatMap((token, i) => [token, seen(Math.floor(i / rows))]);
      return Promise.resolve({ last_hidden_state: float32(Float32Array.from(values), size, rows, 2) });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

test('rows are those of the text’s own tokens, and what fills a batch up is masked', async () => {
  const model = tinyModel('bert', { dimensions: 2 });
  const encoder = await openTextEncoder({ session: echo(), model }, 'last');
  const [long, short] = await encoder.encode(['今天天气', '[SEP]']);
  expect([...short!.values]).toEqual([3, 3]); // Written in the text, with two around it
  expect(long!.values.filter((_, i) => i % 2 === 1)).toEqual(Float32Array.of(6, 6, 6, 6));
});

test('texts of like length run together, up to 2048 tokens with those that fill up', async () => {
  const batches: number[][] = [];
  const encoder = await openTextEncoder({ session: echo(batches), model: tinyModel('bert', { dimensions: 2, longest: 512 }) }, 'last');
  await encoder.encode(['你'.repeat(300), ...Array.from({ length: 10 }, () => '你'.repeat(200)), '好']);
  expect(batches).toEqual([[10, 202], [2, 302]]);
});

test('encoding stops between batches when it is aborted', async () => {
  const stop = new AbortController();
  const batches: number[][] = [];
  const session: Session = { ...echo(), run: (feeds) => (stop.abort(), echo(batches).run(feeds)) };
  const encoder = await openTextEncoder({ session, model: tinyModel('bert', { dimensions: 2, longest: 512 }) }, 'last');
  await expect(encoder.encode(['你'.repeat(500), ...Array.from({ length: 7 }, () => '你'.repeat(500))], stop.signal)).rejects.toThrow(/abort/i);
  expect(batches).toHaveLength(1);
});

test('a net of another width than its card says is refused', async () => {
  for (const layers of ['last', 'last-four-sum'] as const) {
    await using encoder = await open('bert', layers, { dimensions: 17 });
    await expect(encoder.encode(['你'])).rejects.toMatchObject({ code: 'WRONG_OUTPUT', message: expect.stringContaining('1, 3, 17]') as string });
  }
});

test('layers that a graph does not give, and other models, are refused', async () => {
  const model = tinyModel('bert', { layers: ['last'] });
  await expect(openTextEncoder({ session: echo(), model }, 'last-four-sum')).rejects.toThrow(RangeError);
  await expect(openTextEncoder({ session: echo(), model: { id: 'yamnet', card: MODELS.yamnet, path: '', sha256: '' } }, 'last')).rejects.toThrow(TypeError);
});

/** A copy of a net whose notes are changed. */
async function changed(change: (bytes: Buffer) => void) {
  const model = tinyModel('bert');
  const path = join(await temporaryFolder(), 'changed.onnx');
  await copyFile(model.path, path);
  const bytes = readFileSync(path);
  change(bytes);
  await writeFile(path, bytes);
  return openTextEncoder({ session: echo(), model: { ...model, path } }, 'last');
}

test('a file whose tokeniser makes other tokens than the one that it was made from is refused', async () => {
  const change = (bytes: Buffer) => bytes.write('"lowercase":null', bytes.indexOf('"lowercase":true'));
  await expect(changed(change)).rejects.toMatchObject({ code: 'WRONG_OUTPUT', message: expect.stringContaining('of "I am so happy to see you again!", and') as string });
});

test('a file without a tokeniser, or with a damaged or unknown one, is refused', async () => {
  const over = (text: string, place: string) => changed((bytes) => bytes.write(text, bytes.indexOf(place)));
  await expect(over('"lowercase":nil?', '"lowercase":true')).rejects.toMatchObject({ code: 'BROKEN', message: expect.stringContaining('`affekt.tokenizer` in the file is not JSON') as string });
  await expect(over('"MertNormalizer"', '"BertNormalizer"')).rejects.toMatchObject({ code: 'BROKEN', message: expect.stringContaining('MertNormalizer') as string });
  await expect(changed((bytes) => bytes.write('probed', bytes.indexOf('probes')))).rejects.toThrow(/no note `affekt\.probes`.*export-text-encoder\.py/);
});

test('what an encoder made tells its tokens', async () => {
  await using encoder = await open('roberta', 'last');
  const [encoded] = (await encoder.encode(['I am'])) as [EncodedText];
  expect([encoded.tokens.join(''), ...encoded.offsets]).toEqual(['IĠam', 0, 1, 2, 3, 3, 4]);
  expect(encoded.provenance).toMatchObject({ encoder: 'roberta-base', checkpoint: 'FacebookAI/roberta-base', layers: 'last', specialTokens: 'left out' });
});
