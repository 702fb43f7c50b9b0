import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { parseModel, readModel } from '../../../runtime/onnx/read-model.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import type { Model } from '../../../runtime/onnx/model.ts';
import { temporaryFolder } from '../../extractors/models/temporary-folder.ts';
import { linear } from './linear-model.ts';

/** Every kind of attribute, element type and dimension. */
const everything: Model = {
  name: 'all',
  opset: 17,
  domains: { 'com.microsoft': 1 },
  metadata: { a: 'é' },
  doc: 'text',
  nodes: [
    { op: 'A', inputs: ['x', '', 'w'], outputs: ['h'], name: 'first', domain: 'com.microsoft', attributes: { int: -3, zero: 0, none: { float: 0 }, half: { float: 0.5 }, word: 'word', nothing: '', ints: [1, -(2 ** 40)], empty: [], floats: { floats: [1.5, -2] }, strings: { strings: ['a', 'b'] }, tensor: { tensor: { name: 't', type: 'int64', dims: [2], data: BigInt64Array.of(-1n, 2n ** 40n) } }, graph: { graph: { name: 'inner', nodes: [], initializers: [], inputs: [], outputs: [{ name: 'o', type: 'bool', dims: [] }] } } } },
    { op: 'B', inputs: ['h'], outputs: ['y'], attributes: {} },
  ],
  initializers: [
    { name: 'w', type: 'float32', dims: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
    { name: 'scalar', type: 'float64', dims: [], data: Float64Array.of(-0.25) },
    { name: 'bytes', type: 'uint8', dims: [3], data: Uint8Array.of(1, 2, 255) },
    { name: 'small', type: 'int8', dims: [2], data: Int8Array.of(-128, 127) },
    { name: 'half', type: 'float16', dims: [1], data: Uint16Array.of(0x3e00) },
    { name: 'flags', type: 'bool', dims: [2], data: Uint8Array.of(0, 1) },
    { name: 'whole', type: 'int32', dims: [1], data: Int32Array.of(-7) },
  ],
  inputs: [{ name: 'x', type: 'float32', dims: ['batch', 3] }],
  outputs: [{ name: 'y', type: 'float32', dims: ['batch', 2] }],
};

test('what was written is read as it was', () => {
  expect(parseModel(writeModel(everything), 'all.onnx')).toEqual(everything);
});

test('a model that was read and written again computes the same', async () => {
  const path = join(await temporaryFolder(), 'linear.onnx');
  writeFileSync(path, writeModel(linear));
  const again = await InferenceSession.create(writeModel(await readModel(path)));
  const { y } = await again.run({ x: new Tensor('float32', Float32Array.of(1, 0, 0, 0, 1, 1), [2, 3]) });
  expect([...(y!.data as Float32Array)]).toEqual([0.5, 3, 2.5, 6.5]);
});

const ENCODERS = join(import.meta.dirname, '../../extractors/audio/encoders/golden');
test.each(readdirSync(ENCODERS).filter((name) => name.endsWith('.onnx')))('%s, which PyTorch has exported, computes the same after it was read and written', async (name) => {
  const bytes = readFileSync(join(ENCODERS, name));
  const sessions = [await InferenceSession.create(bytes), await InferenceSession.create(writeModel(parseModel(bytes, name)))];
  const [{ inputMetadata }] = sessions as [InferenceSession];
  const meta = inputMetadata[0] as { readonly name: string; readonly shape: readonly (number | string)[] };
  const dims = meta.shape.map((dim, at) => (typeof dim === 'number' ? dim : at === 0 ? 1 : 6400));
  const x = new Tensor('float32', Float32Array.from({ length: dims.reduce((product, dim) => product * dim, 1) }, (_, at) => Math.sin(at / 7)), dims);
  const [first, second] = await Promise.all(sessions.map((session) => session.run({ [meta.name]: x })));
  for (const output of Object.keys(first!)) expect(second![output]!.data).toEqual(first![output]!.data);
});

describe('the models at hand', () => {
  const root = join(import.meta.dirname, '../../../../shared/assets/models');
  const files = existsSync(root) ? (readdirSync(root, { recursive: true }) as string[]).filter((name) => name.endsWith('.onnx')) : [];
  if (files.length === 0) console.info('skipped: no model folder beside the project, so public ONNX files are not read');
  test.skipIf(files.length === 0).each(files.length === 0 ? ['none'] : files)('%s is read, and its copy loads, or it is refused by name', async (name) => {
    if (name.includes('silero')) {
      await expect(readModel(join(root, name))).rejects.toMatchObject({ code: 'UNSUPPORTED', message: expect.stringContaining('without the type of a tensor') as string });
      return;
    }
    const model = await readModel(join(root, name));
    const session = await InferenceSession.create(writeModel(model));
    expect(session.inputNames).toEqual(model.inputs.map((port) => port.name));
    expect(session.outputNames).toEqual(model.outputs.map((port) => port.name));
  });
});

test.each([
  ['text', Buffer.from('hello, this is no model'), 'BROKEN', /it is no ONNX file/],
  ['an empty file', new Uint8Array(), 'BROKEN', /it has no graph/],
  ['a file that breaks off', writeModel(linear).subarray(0, 90), 'BROKEN', /nothing can be read at byte/],
])('%s is refused', (_, bytes, code, message) => {
  expect(() => parseModel(bytes, 'x.onnx')).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error);
});

test('weights in another file and functions are refused by name', () => {
  const external = writeModel({ ...linear, initializers: [] });
  const tensor = [0x42, 1, 0x77, 0x68, 0, 0x70, 1]; // name "w", an empty external_data is left out, data_location EXTERNAL
  const withTensor = appendToGraph(external, [0x2a, 5, ...tensor.slice(0, 3), 0x70, 1]);
  expect(() => parseModel(withTensor, 'x.onnx')).toThrow(/"w" keeps its data in another file/);
  expect(() => parseModel(Uint8Array.from([...external, 0xca, 0x01, 0]), 'x.onnx')).toThrow(/functions of its own/);
});

/** Adds bytes to the graph of a model: another field 7, which protobuf would merge, holding them alone. */
function appendToGraph(model: Uint8Array, bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([...model, 0x3a, bytes.length, ...bytes]);
}

test('a file that is not there says so', async () => {
  await expect(readModel('/nowhere/x.onnx')).rejects.toMatchObject({ code: 'MISSING' });
});
