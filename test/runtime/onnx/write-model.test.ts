import { createHash } from 'node:crypto';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import checked from './golden/check.json' with { type: 'json' };
import { linear } from './linear-model.ts';
import type { Model } from '../../../runtime/onnx/model.ts';

test('ONNX Runtime loads a written model and computes what it says', async () => {
  const session = await InferenceSession.create(writeModel(linear));
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 0, 0, 0, 1, 1), [2, 3]) });
  expect([...(y!.data as Float32Array)]).toEqual([0.5, 3, 2.5, 6.5]);
});

test('a dimension given by name may vary from run to run', async () => {
  const session = await InferenceSession.create(writeModel(linear));
  expect(session.inputMetadata[0]).toMatchObject({ name: 'x', type: 'float32', shape: ['batch', 3] });
  for (const batch of [1, 4]) {
    const { y } = await session.run({ x: new Tensor('float32', new Float32Array(3 * batch), [batch, 3]) });
    expect(y!.dims).toEqual([batch, 2]);
  }
});

test('the same model gives the same bytes, whatever the order of keys', () => {
  const shuffled: Model = { ...linear, metadata: { first: 'é', second: '2' } };
  expect(writeModel(shuffled)).toEqual(writeModel(linear));
});

test('the bytes are those that the checker of ONNX itself passed', () => {
  expect(createHash('sha256').update(writeModel(linear)).digest('hex')).toBe(checked.sha256);
  expect(checked).toMatchObject({ metadata: linear.metadata, doc: linear.doc, inputDims: ['batch', 3] });
});

test('every kind of attribute and element type is understood by ONNX Runtime', async () => {
  const bytes = writeModel({
    nodes: [
      { op: 'Constant', inputs: [], outputs: ['floats'], attributes: { value_floats: { floats: [1.5, -2] } } },
      { op: 'Constant', inputs: [], outputs: ['ints'], attributes: { value_ints: [-3, 2 ** 40] } },
      { op: 'Constant', inputs: [], outputs: ['half'], attributes: { value: { tensor: { name: 'h', type: 'float16', dims: [1], data: Uint16Array.of(0x3e00) } } } },
      { op: 'Cast', inputs: ['half'], outputs: ['single'], attributes: { to: 1 } },
      { op: 'If', inputs: ['flag'], outputs: ['chosen'], attributes: { then_branch: { graph: branch(7) }, else_branch: { graph: branch(8) } } },
    ],
    initializers: [{ name: 'flag', type: 'bool', dims: [], data: Uint8Array.of(0) }],
    inputs: [],
    outputs: [
      { name: 'floats', type: 'float32', dims: [2] },
      { name: 'ints', type: 'int64', dims: [2] },
      { name: 'single', type: 'float32', dims: [1] },
      { name: 'chosen', type: 'int32', dims: [] },
    ],
  });
  const results = await (await InferenceSession.create(bytes)).run({});
  const values = Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, [...(tensor.data as Iterable<unknown>)]]));
  expect(values).toEqual({ floats: [1.5, -2], ints: [-3n, 2n ** 40n], single: [1.5], chosen: [8] });
});

test('data that does not fill its shape is refused by name', () => {
  const initializers = [{ name: 'weight', type: 'float32', dims: [2, 2], data: new Float32Array(3) }] as const;
  expect(() => writeModel({ ...linear, initializers })).toThrow('weight: float32 of shape [2, 2] takes 16 bytes, not 12.');
});

function branch(value: number) {
  const initializers = [{ name: `c${value}`, type: 'int32', dims: [], data: Int32Array.of(value) }] as const;
  const outputs = [{ name: `o${value}`, type: 'int32', dims: [] }] as const;
  return { nodes: [{ op: 'Identity', inputs: [`c${value}`], outputs: [`o${value}`] }], initializers, inputs: [], outputs };
}
