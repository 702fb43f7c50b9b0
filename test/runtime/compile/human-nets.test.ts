import { existsSync, readFileSync } from 'node:fs';
import tf from '@tensorflow/tfjs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, expect, test } from 'vitest';
import { compileGraphModel } from '../../../runtime/compile/compile-graph-model.ts';
import { onTfjsCpu } from './on-tfjs-cpu.ts';
import { randomArray } from './random-array.ts';

const models = new URL('../../../node_modules/@vladmandic/human/models/', import.meta.url);
const reference = new URL('../../../../shared/assets/models/expression/human_emotion.onnx', import.meta.url);

// The mesh is in pixels, up to about 200: tfjs sums in 64 bits, ONNX Runtime in 32, of which 2e-6 is a few last places
const nets = [
  { name: 'blazeface', input: 'input', size: 256, channels: 3, range: [-1, 1], tolerance: 1e-4, outputs: { Identity: 'Identity', Identity_1: 'Identity_1', Identity_2: 'Identity_2', Identity_3: 'Identity_3' } },
  { name: 'facemesh', input: 'input_1', size: 192, channels: 3, range: [0, 1], tolerance: 4e-4, outputs: { output_contours: 'Identity', output_faceflag: 'Identity_1', output_mesh: 'Identity_2' } },
  { name: 'emotion', input: 'input_1', size: 64, channels: 1, range: [-1, 1], tolerance: 1e-4, outputs: { Identity: 'Identity' } },
  { name: 'faceres', input: 'input_1', size: 224, channels: 3, range: [0, 255], tolerance: 1e-4, outputs: { 'gender_pred/Sigmoid': 'gender_pred/Sigmoid', 'global_pooling/Mean': 'global_pooling/Mean', 'age_pred/Softmax': 'age_pred/Softmax' } },
] as const;

beforeAll(() => onTfjsCpu());

test.each(nets)('the compiled $name gives what tfjs gives, for one, two and five items', async ({ name, input, size, channels, range: [low, high], tolerance, outputs }) => {
  const item = size * size * channels;
  // Two items, since tfjs is slow, in an order that would show items taken for one another
  const pair = randomArray(2 * item, 7).map((value) => low + ((value + 1) / 2) * (high - low));
  const data = repeatItems(pair, item);
  const expected = runInTfjs(name, { input, data: pair, shape: [size, size, channels], nodes: Object.values(outputs) });
  const session = await InferenceSession.create(await compileGraphModel({ name, ...readModel(name) }));
  expect(session.outputNames.toSorted()).toEqual(Object.keys(outputs).toSorted());
  for (const batch of [1, 2, 5]) {
    const results = await session.run({ [input]: new Tensor('float32', data.slice(0, batch * item), [batch, size, size, channels]) });
    Object.keys(outputs).forEach((output, index) => {
      const { values, perItem } = expected[index]!;
      const wanted = repeatItems(values, perItem).subarray(0, batch * perItem);
      expect(maximumDifference(results[output]!.data as Float32Array, wanted)).toBeLessThan(tolerance);
    });
  }
});

test.each(nets)('the compiled $name turns images at its borders only', async ({ name, outputs }) => {
  const text = Buffer.from(await compileGraphModel({ name, ...readModel(name) })).toString('latin1');
  expect(text.match(/Transpose/g)!.length).toBeLessThanOrEqual(1 + Object.keys(outputs).length);
});

test('the batch can be fixed, inputs and outputs renamed', async () => {
  const bytes = await compileGraphModel({ name: 'emotion', ...readModel('emotion'), batch: 2, rename: { input_1: 'faces', Identity: 'probabilities' } });
  const session = await InferenceSession.create(bytes);
  expect(session.inputMetadata[0]).toMatchObject({ name: 'faces', shape: [2, 64, 64, 1] });
  expect(session.outputMetadata[0]).toMatchObject({ name: 'probabilities', shape: [2, 7] });
});

test('weights in the midst of a larger buffer are read from their place and left as they are', async () => {
  const { json, weights } = readModel('blazeface');
  const buffer = Buffer.concat([Buffer.alloc(12, 1), weights]).subarray(12);
  const inBuffer = await compileGraphModel({ name: 'blazeface', json, weights: buffer });
  expect(Buffer.compare(inBuffer, await compileGraphModel({ name: 'blazeface', json, weights }))).toBe(0);
  expect(Buffer.compare(buffer, readModel('blazeface').weights)).toBe(0);
});

test('a model with an operation that is not known is refused by the name of both', async () => {
  const { json, weights } = readModel('emotion');
  const broken = JSON.parse(JSON.stringify(json).replaceAll('"Softmax"', '"Softplux"')) as object;
  await expect(compileGraphModel({ name: 'emotion', json: broken, weights })).rejects.toThrow(/^emotion: .*Softplux/);
});

test('compiling a model twice gives the same bytes', async () => {
  const compiled = async () => compileGraphModel({ name: 'emotion', ...readModel('emotion') });
  expect(Buffer.compare(await compiled(), await compiled())).toBe(0);
});

test.skipIf(!existsSync(reference))('the compiled emotion net agrees with another converter (skipped without ../shared/assets)', async () => {
  const compiled = await InferenceSession.create(await compileGraphModel({ name: 'emotion', ...readModel('emotion') }));
  const other = await InferenceSession.create(readFileSync(reference));
  const images = new Tensor('float32', randomArray(3 * 64 * 64, 3), [3, 64, 64, 1]);
  const [a, b] = [await compiled.run({ input_1: images }), await other.run({ [other.inputNames[0]!]: images })];
  expect(maximumDifference(a.Identity!.data as Float32Array, Object.values(b)[0]!.data as Float32Array)).toBeLessThan(1e-5);
});

function readModel(name: string) {
  const json = JSON.parse(readFileSync(new URL(`${name}.json`, models), 'utf8')) as object;
  return { json, weights: new Uint8Array(readFileSync(new URL(`${name}.bin`, models))) };
}

function repeatItems(pair: Float32Array, length: number): Float32Array {
  return Float32Array.from([0, 1, 1, 0, 1].flatMap((index) => [...pair.subarray(index * length, (index + 1) * length)]));
}

/** Item by item, since one of the models takes one item only. */
function runInTfjs(name: string, { input, data, shape, nodes }: { input: string; data: Float32Array; shape: number[]; nodes: string[] }) {
  const { json, weights } = readModel(name);
  const item = shape.reduce((a, b) => a * b);
  return tf.tidy(() => {
    const model = tf.loadGraphModelSync([json as tf.io.ModelJSON, weights.buffer]);
    const runs = Array.from({ length: data.length / item }, (_, index) => {
      const feed = tf.tensor(data.subarray(index * item, (index + 1) * item), [1, ...shape]);
      return [model.execute({ [input]: feed }, nodes)].flat().map((tensor) => tensor.dataSync() as Float32Array);
    });
    return nodes.map((_, output) => ({ perItem: runs[0]![output]!.length, values: Float32Array.from(runs.flatMap((run) => [...run[output]!])) }));
  });
}

function maximumDifference(actual: Float32Array, expected: Float32Array): number {
  expect(actual).toHaveLength(expected.length);
  return actual.reduce((worst, value, index) => Math.max(worst, Math.abs(value - expected[index]!)), 0);
}
