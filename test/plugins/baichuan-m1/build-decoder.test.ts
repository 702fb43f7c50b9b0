import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildDecoder } from '../../../plugins/baichuan-m1/build-decoder.ts';
import { openDecoder } from '../../../plugins/baichuan-m1/open-decoder.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { decodeSafetensors } from '../../../runtime/safetensors/decode-safetensors.ts';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import golden from './golden/decoders.json' with { type: 'json' };
import { writeTinyCheckpoint } from './tiny-weights.ts';

const root = mkdtempSync(join(tmpdir(), 'affekt-decoder-'));
const runtime = await openRuntime({ device: 'cpu', workers: 1, threads: 1 });
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const families = Object.keys(golden.families) as (keyof typeof golden.families)[];
const { ids } = golden;
for (const family of families) writeTinyCheckpoint(join(root, family), golden.families[family]);
const paths = Object.fromEntries(await Promise.all(families.map(async (family) => [family, (await buildDecoder(join(root, family), { taps: 'all' })).path] as const))) as Record<(typeof families)[number], string>;
const m1 = golden.families.baichuan_m1;

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

/** Greedy continuation of the first five tokens, with the cache. */
async function continueFive(path: string, count: number): Promise<number[]> {
  await using decoder = await openDecoder(path, { runtime });
  const decoding = decoder.begin();
  const said: number[] = [];
  for (let logits = await decoding.next(ids.slice(0, 5)); said.length < count; logits = await decoding.next(said.slice(-1))) said.push(logits.indexOf(Math.max(...logits)));
  return said;
}

test.each(families)('%s gives the logits of its reference, whole', async (family) => {
  await using decoder = await openDecoder(paths[family], { runtime });
  expect(distance(await decoder.logits(ids), golden.families[family].logits.flat())).toBeLessThan(1e-4);
});

test.each(families)('%s gives the same logits token by token, and in pieces', async (family) => {
  await using decoder = await openDecoder(paths[family], { runtime });
  const single = decoder.begin();
  for (const [i, id] of ids.entries()) expect(distance(await single.next([id]), golden.families[family].logits[i]!)).toBeLessThan(1e-4);
  const pieces = decoder.begin();
  for (const [from, to] of [[0, 7], [7, 9], [9, 16]] as const) expect(distance(await pieces.next(ids.slice(from, to)), golden.families[family].logits[to - 1]!)).toBeLessThan(1e-4);
});

test.each(families)('%s gives each text its own logits where several are packed into a row', async (family) => {
  await using decoder = await openDecoder(paths[family], { runtime });
  const packed = await decoder.logits([...ids, ...ids.slice(0, 9), ...ids], { segments: [...ids.map(() => 7), ...ids.slice(0, 9).map(() => 3), ...ids.map(() => 7)] });
  const wanted = golden.families[family].logits;
  expect(distance(packed, [...wanted, ...wanted.slice(0, 9), ...wanted].flat())).toBeLessThan(1e-4);
});

test.each(families)('%s goes on with the tokens of its reference', async (family) => {
  expect(await continueFive(paths[family], 8)).toEqual(golden.families[family].continued);
});

test.each(families)('%s gives the hidden states of its reference, from the embeddings to behind the last norm', async (family) => {
  await using decoder = await openDecoder(paths[family], { runtime });
  const states = await decoder.states(ids);
  const wanted = golden.families[family].hidden;
  expect(states).toHaveLength(wanted.length);
  states.forEach((state, i) => expect(distance(state.slice(-decoder.facts.width), wanted[i]!)).toBeLessThan(1e-4));
});

test('a text longer than one run is read in pieces without a seam', async () => {
  await using decoder = await openDecoder(paths.baichuan_m1, { runtime });
  const long = Array.from({ length: 600 }, (_, i) => (i * 7) % 48);
  const [whole, decoding] = [await decoder.logits(long), decoder.begin()];
  for (let at = 0; at < 600; at += 100) expect(distance(await decoding.next(long.slice(at, at + 100)), whole.slice((at + 99) * 48, (at + 100) * 48))).toBeLessThan(1e-4);
  expect(decoding.length).toBe(600);
});

test('values of Baichuan-M1 are mixed with those of the token before, by head, and not at the start', async () => {
  const built = await buildDecoder(join(root, 'baichuan_m1'), { out: join(root, 'raw') });
  await using session = await runtime.open(built.path, { name: 'raw' });
  const ints = (values: readonly number[]) => ({ type: 'int64' as const, dims: [values.length], data: BigInt64Array.from(values, BigInt) });
  const past = built.inputs.filter(({ name }) => name.startsWith('past.')).map(({ name, dims }) => [name, { type: 'float32' as const, dims: dims.map((dim) => (typeof dim === 'string' ? 0 : dim)), data: new Float32Array(dims.reduce<number>((n, dim) => n * (typeof dim === 'string' ? 0 : dim), 1)) }] as const);
  const outputs = await session.run({ input_ids: ints(ids), positions: ints(ids.map((_, i) => i)), segments: ints(ids.map(() => 0)), past_segments: ints([]), logit_rows: ints([15]), ...Object.fromEntries(past) });
  expect(distance(outputs['present.0.value']!.data as Float32Array, m1.firstValues.flat(2))).toBeLessThan(1e-5);
});

test.each(['window', 'convolution'] as const)('without its %s Baichuan-M1 says something else by more than 1', async (part) => {
  const folder = join(root, `without-${part}`);
  writeTinyCheckpoint(folder, { ...m1, config: { ...m1.config, ...(part === 'window' && { sliding_window: 1000 }) } });
  if (part === 'convolution') {
    const { tensors } = decodeSafetensors(readFileSync(join(folder, 'model.safetensors')), folder);
    const still = [...tensors].map(([name, tensor]) => [name, name.includes('.conv_') ? { ...tensor, data: (tensor.data as Float32Array).map((_, i) => i % 2) } : tensor] as const);
    writeFileSync(join(folder, 'model.safetensors'), encodeSafetensors(Object.fromEntries(still) as Parameters<typeof encodeSafetensors>[0]));
  }
  await using decoder = await openDecoder((await buildDecoder(folder)).path, { runtime });
  const moved = distance(await decoder.logits(ids), m1.logits.flat());
  expect(moved).toBeCloseTo(m1.without[part], 3);
  expect(moved).toBeGreaterThan(1);
});

test('what fewer bits cost is in proportion: a thousandth for halves, a few hundredths for 8 bits, a quarter for 4 bits in a net of noise', async () => {
  const wanted = golden.families.qwen2.logits.flat();
  const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
  for (const [weights, most] of [['fp16', 0.003], ['int8', 0.04], ['int4', 0.35]] as const) {
    await using decoder = await openDecoder((await buildDecoder(join(root, 'qwen2'), { out: join(root, weights), weights })).path, { runtime });
    const logits = Array.from(await decoder.logits(ids));
    const error = Math.sqrt(square(logits.map((value, i) => value - wanted[i]!)) / square(wanted));
    expect(error).toBeLessThan(most);
    expect(error).toBeGreaterThan(most / 20); // It is what it says it is
  }
});

test('the same folder gives the same bytes, and one file where the weights are few', async () => {
  const [one, two] = [await buildDecoder(join(root, 'llama'), { out: join(root, 'one.onnx'), weights: 'int4' }), await buildDecoder(join(root, 'llama'), { out: join(root, 'two.onnx'), weights: 'int4' })];
  expect(readFileSync(one.path).equals(readFileSync(two.path))).toBe(true);
  expect(one.dataPath).toBeUndefined();
});

const shared = join(import.meta.dirname, '../../../../shared/assets/golden/baichuan-m1-tiny');
test.skipIf(!existsSync(shared))('the tiny Baichuan-M1 beside the project is built, whole and step by step alike (skipped where it is not there)', async () => {
  await using decoder = await openDecoder((await buildDecoder(shared, { out: join(root, 'shared') })).path, { runtime });
  const [whole, decoding] = [await decoder.logits([24, 81, 47, 95, 55, 80]), decoder.begin()];
  for (const [i, id] of [24, 81, 47, 95, 55, 80].entries()) expect(distance(await decoding.next([id]), whole.slice(i * 96, (i + 1) * 96))).toBeLessThan(1e-4);
});
