import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, expect, test } from 'vitest';
import { createGraphBuilder } from '../../../../runtime/onnx/build/graph-builder.ts';
import { streamTransposed, streamWeight } from '../../../../runtime/onnx/build/stream-weight.ts';
import { writeStreamedModel } from '../../../../runtime/onnx/build/write-streamed-model.ts';
import { encodeSafetensors } from '../../../../runtime/safetensors/encode-safetensors.ts';
import { openWeights } from '../../../../runtime/safetensors/open-weights.ts';
import type { WeightTensor } from '../../../../runtime/safetensors/weights.ts';
import type { StreamedInitializer, StreamedModel } from '../../../../runtime/onnx/build/streamed-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'affekt-build-'));
writeFileSync(join(folder, 'model.safetensors'), encodeSafetensors({ w: { dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }, b: { dtype: 'F32', shape: [2], data: Float32Array.of(0.5, -1) } }));
const weights = await openWeights(folder);
afterAll(async () => {
  await weights[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

/** `y = x wᵀ + b`, once with the matrix as it lies in the file, once turned, and both added. */
function twice(): StreamedModel {
  const graph = createGraphBuilder();
  const x = graph.input('x', 'float32', ['rows', 3]);
  const bias = graph.weight(streamWeight(weights.tensor('b'), { type: 'float32' }));
  const one = graph.add('Gemm', [x, graph.weight(streamWeight(weights.tensor('w'), { type: 'float32' })), bias], { transB: 1 });
  const half = graph.add('Cast', [graph.weight(streamTransposed(weights.tensor('w'), { name: 'turned', type: 'float16' }))], { to: 1 });
  const two = graph.within('other').add('Add', [graph.within('other').add('MatMul', [x, half]), graph.weight(streamWeight(weights.tensor('b'), { type: 'float32' }))]);
  graph.output(graph.add('Add', [one, two]), { name: 'y', type: 'float32', dims: ['rows', 2] });
  return graph.build({ metadata: { made: 'here' } });
}

async function run(path: string): Promise<number[]> {
  const session = await InferenceSession.create(path);
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 0, -1), [1, 3]) });
  return [...(y!.data as Float32Array)];
}

const EXPECTED = [2 * (1 - 3 + 0.5), 2 * (4 - 6 - 1)];

test('a model whose weights are few is one file, and computes what it says', async () => {
  const path = join(folder, 'one', 'model.onnx');
  expect(await writeStreamedModel(path, twice())).toEqual({ path, bytes: statSync(path).size });
  expect(readdirSync(join(folder, 'one'))).toEqual(['model.onnx']);
  expect(await run(path)).toEqual(EXPECTED);
});

test('many weights go to a file beside the model, each from the start of a page', async () => {
  const path = join(folder, 'two', 'model.onnx');
  const written = await writeStreamedModel(path, twice(), { inlineBytes: 10 });
  expect(written).toEqual({ path, dataPath: `${path}.data`, bytes: statSync(path).size + statSync(`${path}.data`).size });
  expect(statSync(`${path}.data`).size).toBe(2 * 4096 + 12); // Two floats, six floats, six halves
  expect(await run(path)).toEqual(EXPECTED);
});

test('progress is told up to the last byte', async () => {
  const told: [number, number][] = [];
  await writeStreamedModel(join(folder, 'told.onnx'), twice(), { onProgress: (written, total) => told.push([written, total]) });
  expect(told).toEqual([[8, 44], [32, 44], [44, 44]]);
});

test('a weight that yields too little is refused by name and leaves no file', async () => {
  const short: StreamedInitializer = { name: 'short', type: 'float32', dims: [4], pieces: async function* () { yield await Promise.resolve(new Uint8Array(12)); } };
  const model = { ...twice(), weights: [short] };
  for (const inlineBytes of [0, 1000]) await expect(writeStreamedModel(join(folder, 'short', 'model.onnx'), model, { inlineBytes })).rejects.toThrow('short: float32 of shape [4] takes 16 bytes, and 12 came');
  expect(readdirSync(join(folder, 'short'))).toEqual([]);
});

test('writing stops when it is told to, and leaves no file', async () => {
  const controller = new AbortController();
  const writing = writeStreamedModel(join(folder, 'stopped', 'model.onnx'), twice(), { inlineBytes: 0, signal: controller.signal, onProgress: () => controller.abort() });
  await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
  expect(readdirSync(join(folder, 'stopped'))).toEqual([]);
});

test('a value that float16 cannot hold is refused rather than made infinite', async () => {
  const large: WeightTensor = { name: 'large', dtype: 'F32', shape: [1], read: () => Promise.resolve(Float32Array.of(1e5)) };
  const model = { ...twice(), weights: [streamWeight(large, { type: 'float16' })] };
  await expect(writeStreamedModel(join(folder, 'large.onnx'), model)).rejects.toThrow('large: 100000 is beyond float16');
});
