import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EncodedSpeech } from '../../../../extractors/audio/encoders/encoded-speech.ts';
import { openSpeechEncoder } from '../../../../extractors/audio/encoders/open-speech-encoder.ts';
import type { SpeechRecipe } from '../../../../extractors/audio/encoders/speech-encoder-card.ts';
import type { HiddenLayers } from '../../../../extractors/encoders/hidden-layers.ts';
import { poolRows } from '../../../../extractors/encoders/pool-rows.ts';
import { MODELS } from '../../../../extractors/models/registry.ts';
import { openRuntime } from '../../../../runtime/open-runtime.ts';
import type { Runtime, Session } from '../../../../runtime/runtime.ts';
import { float32, type Tensor } from '../../../../runtime/tensor.ts';
import { sweep, tinyModel, type TinyEncoder } from './tiny-encoders.ts';

interface Rows {
  readonly rows: number;
  readonly at: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly mean: readonly number[];
  readonly meanOfAll: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('golden/encoders.json', import.meta.url), 'utf8')) as Readonly<Record<'wav2vec2-group' | 'hubert-layer' | 'wavlm-group', Readonly<Record<'4s' | '23s', Readonly<Record<HiddenLayers, Rows>>>>>> & { readonly whisper: Readonly<Record<HiddenLayers, Rows>>; readonly affect: { readonly scores: readonly number[]; readonly rows: number; readonly mean: readonly number[] } };

const LAYERS = ['last', 'last-four-sum'] as const;
const WAVES = ['wav2vec2-group', 'hubert-layer', 'wavlm-group'] as const;

let runtime: Runtime;
beforeAll(async () => void (runtime = await openRuntime({ device: 'cpu', workers: 1 })));
afterAll(() => runtime[Symbol.asyncDispose]());

async function encode(name: TinyEncoder, layers: HiddenLayers, seconds: number, changes?: Partial<SpeechRecipe>): Promise<EncodedSpeech> {
  const model = tinyModel(name, changes);
  await using encoder = openSpeechEncoder({ session: await runtime.open(model.path, { name }), model }, layers);
  return (await encoder.encode(sweep(seconds)))!;
}

function largestDifference(given: ArrayLike<number>, expected: readonly number[]): number {
  expect(given).toHaveLength(expected.length);
  return Math.max(...expected.map((value, i) => Math.abs(value - given[i]!) / Math.max(1, Math.abs(value))));
}

function expectRows(encoded: EncodedSpeech, { rows, at, values, mean }: Omit<Rows, 'meanOfAll'>): void {
  const { dimensions } = encoded;
  expect(encoded.times).toHaveLength(rows);
  expect(encoded.values).toHaveLength(rows * dimensions);
  at.forEach((row, i) => expect(largestDifference(encoded.values.subarray(row * dimensions, (row + 1) * dimensions), values[i]!)).toBeLessThan(2e-4));
  expect(largestDifference(poolRows(encoded), mean)).toBeLessThan(5e-5);
}

test.each(WAVES.flatMap((name) => LAYERS.map((layers) => [name, layers] as const)))('%s gives the rows of transformers for a clip of one piece, %s', async (name, layers) => {
  expectRows(await encode(name, layers, 4), golden[name]['4s'][layers]);
});

test.each(WAVES.flatMap((name) => LAYERS.map((layers) => [name, layers] as const)))('%s gives MERBench’s rows for 23 s in three pieces, but those of the zeros, %s (trap 16)', async (name, layers) => {
  const encoded = await encode(name, layers, 23);
  const expected = golden[name]['23s'][layers];
  expectRows(encoded, expected);
  expect(encoded.times).toHaveLength(499 + 499 + 149);
  expect(largestDifference(poolRows(encoded), expected.meanOfAll)).toBeGreaterThan(0.01); // What MERBench pools
});

/** A net that says of each row how many of its samples are zero. */
function zeroCounter(rowsOf: (samples: number) => number): Session {
  return {
    name: 'zeros', device: 'cpu', inputs: [], outputs: [],
    floats: (length) => new Float32Array(length).fill(NaN), // Contents may be anything
    run: ({ input_values: { data } = float32(new Float32Array(0)) }: Readonly<Record<string, Tensor>>) => {
      const rows = rowsOf(data.length);
      const zeros = Float32Array.from({ length: rows }, (_, row) => (data as Float32Array).subarray(320 * row, 320 * row + 400).filter((sample) => sample === 0).length);
      return Promise.resolve({ last_hidden_state: float32(zeros, 1, rows, 1) });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

test.each([160_001, 175_000, 200_399, 200_400, 319_999, 368_000])('no zero that fills the last piece of %i samples reaches a row or the mean (trap 16)', async (length) => {
  const model = tinyModel('wavlm-group', { dimensions: 1 });
  const encoder = openSpeechEncoder({ session: zeroCounter((samples) => Math.floor((samples - 400) / 320) + 1), model }, 'last');
  const encoded = await encoder.encode({ time: 0, sampleRate: 16_000, samples: new Float32Array(length).fill(1) });
  expect(poolRows(encoded!)).toEqual(Float32Array.of(0));
  expect(encoded!.values.every((value) => value === 0)).toBe(true);
});

test('rows are at the middles of their 25 ms, 20 ms apart within a piece, on the clip’s clock', async () => {
  const model = tinyModel('wavlm-group');
  await using encoder = openSpeechEncoder({ session: await runtime.open(model.path, { name: 'times' }), model }, 'last');
  const { times } = (await encoder.encode({ ...sweep(12), time: 3 }))!;
  expect([times[0], times[1], times[498]].map((time) => time!.toFixed(6))).toEqual(['3.012500', '3.032500', '12.972500']);
  expect(times[499]).toBeCloseTo(13.0125, 9);
  expect([encoder.offset, encoder.hop]).toEqual([0.0125, 10 / 499]);
});

test('Whisper’s encoder gives the rows of transformers, and none behind the end of the speech', async () => {
  for (const layers of LAYERS) expectRows(await encode('whisper', layers, 4), golden.whisper[layers]);
  const { times } = await encode('whisper', 'last', 4);
  expect([times[0], times.at(-1)]).toEqual([0, 3.98]);
});

test('audEERING’s net says arousal, dominance and valence beside its rows', async () => {
  const encoded = await encode('affect', 'last', 4);
  const { arousal, dominance, valence } = encoded.affect!;
  expect(largestDifference([arousal, dominance, valence], golden.affect.scores)).toBeLessThan(2e-5);
  expect(largestDifference(poolRows(encoded), golden.affect.mean)).toBeLessThan(5e-5);
  expect(encoded.times).toHaveLength(golden.affect.rows);
});

test('what audEERING’s net says of pieces is weighted by their rows', async () => {
  const [whole, first] = [await encode('affect', 'last', 5, { chunk: { seconds: 4, padding: 'none' } }), await encode('affect', 'last', 4)];
  expect(whole.times).toHaveLength(199 + 49);
  expect(whole.affect!.valence).not.toBeCloseTo(first.affect!.valence, 4);
  const model = tinyModel('affect', { chunk: { seconds: 4, padding: 'none' }, dimensions: 1 });
  const says = (value: number, rows: number) => ({ last_hidden_state: float32(new Float32Array(rows), 1, rows, 1), logits: float32(Float32Array.of(value, 0, 1), 1, 3) });
  const session: Session = { ...zeroCounter(() => 0), run: ({ input_values }) => Promise.resolve(input_values!.data.length === 64_000 ? says(0, 199) : says(1, 49)) };
  const encoded = await openSpeechEncoder({ session, model }, 'last').encode(sweep(5));
  expect(encoded!.affect!.arousal).toBeCloseTo(49 / 248, 9);
  expect(encoded!.affect!.valence).toBeCloseTo(1, 9);
});

test('a clip shorter than one row gives nothing', async () => {
  const encoder = openSpeechEncoder({ session: zeroCounter(() => 0), model: tinyModel('wavlm-group') }, 'last');
  expect(await encoder.encode({ time: 0, sampleRate: 16_000, samples: new Float32Array(399) })).toBeUndefined();
  expect(await encoder.encode({ time: 0, sampleRate: 16_000, samples: new Float32Array(0) })).toBeUndefined();
});

test('silence and samples that are no numbers give finite rows', async () => {
  const model = tinyModel('hubert-layer');
  await using encoder = openSpeechEncoder({ session: await runtime.open(model.path, { name: 'bad' }), model }, 'last-four-sum');
  for (const sample of [0, NaN, Infinity]) {
    const encoded = await encoder.encode({ time: 0, sampleRate: 16_000, samples: new Float32Array(16_000).fill(sample) });
    expect(encoded!.values.every(Number.isFinite)).toBe(true);
  }
});

test('encoding stops between pieces when it is aborted', async () => {
  const stop = new AbortController();
  let runs = 0;
  const counter = zeroCounter((samples) => Math.floor((samples - 400) / 320) + 1);
  const session: Session = { ...counter, run: (feeds) => (runs++, stop.abort(), counter.run(feeds)) };
  const encoder = openSpeechEncoder({ session, model: tinyModel('wavlm-group', { dimensions: 1 }) }, 'last');
  await expect(encoder.encode(sweep(23), stop.signal)).rejects.toThrow(/abort/i);
  expect(runs).toBe(1);
});

test('a net of another width than its card says is refused', async () => {
  await expect(encode('wavlm-group', 'last', 4, { dimensions: 17 })).rejects.toThrow(/last_hidden_state.*\[1, 199, 17\].*\[1, 199, 16\]/);
  await expect(encode('wavlm-group', 'last-four-sum', 4, { dimensions: 17 })).rejects.toMatchObject({ code: 'WRONG_OUTPUT' });
});

test('sound at another rate, layers that a graph does not give, and other models are refused', async () => {
  const session = zeroCounter(() => 0);
  const open = (layers: HiddenLayers, changes?: Partial<SpeechRecipe>) => openSpeechEncoder({ session, model: tinyModel('wavlm-group', changes) }, layers);
  await expect(open('last').encode({ ...sweep(1), sampleRate: 8000 })).rejects.toThrow(RangeError);
  expect(() => open('last-four-sum', { layers: ['last'] })).toThrow(RangeError);
  expect(() => openSpeechEncoder({ session, model: { id: 'yamnet', card: MODELS.yamnet, path: '', sha256: '' } }, 'last')).toThrow(TypeError);
});
