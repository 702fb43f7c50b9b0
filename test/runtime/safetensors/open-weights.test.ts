import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import { openWeights } from '../../../runtime/safetensors/open-weights.ts';
import golden from './golden/safetensors.json' with { type: 'json' };

const root = mkdtempSync(join(tmpdir(), 'affekt-weights-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A new folder with these files. */
function folderOf(files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = mkdtempSync(join(root, 'of-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function fileWith(header: string, bytes: number, length = BigInt(Buffer.byteLength(header))): Uint8Array {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(length);
  return Buffer.concat([size, Buffer.from(header), Buffer.alloc(bytes, 1)]);
}

const a = encodeSafetensors({ a: { dtype: 'F32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) } });
const b = encodeSafetensors({ b: { dtype: 'F64', shape: [2], data: Float64Array.of(5, 6) }, count: { dtype: 'I64', shape: [1], data: BigInt64Array.of(7n) } });
const index = (map: unknown) => JSON.stringify({ metadata: { total_size: 1 }, weight_map: map });

test('halves and bfloat16 that Python wrote are read as floats, whole or in parts', async () => {
  await using weights = await openWeights(folderOf({ 'model.safetensors': Buffer.from(golden.theirs, 'base64') }));
  for (const [name, [type, shape, values]] of Object.entries(golden.values) as [string, [string, number[], number[]]][]) {
    if (!type.includes('float') || values.length === 0) continue;
    const tensor = weights.tensor(name, shape);
    expect(Array.from(await tensor.read())).toEqual(values.map(Math.fround));
    expect(Array.from(await tensor.read(1, values.length - 1))).toEqual(values.slice(1).map(Math.fround));
  }
});

test('bfloat16 is the upper half of a float', async () => {
  const file = fileWith('{"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}', 4); // 0x0101 twice
  await using weights = await openWeights(folderOf({ 'model.safetensors': file }));
  expect(Array.from(await weights.tensor('x').read())).toEqual(Array(2).fill(new DataView(Uint8Array.of(1, 1, 0, 0).buffer).getFloat32(0)));
});

test('weights in several files are found through the index', async () => {
  const folder = folderOf({ '1.safetensors': a, '2.safetensors': b, 'model.safetensors.index.json': index({ a: '1.safetensors', b: '2.safetensors' }) });
  await using weights = await openWeights(folder);
  expect(weights.names).toEqual(['a', 'b']);
  expect(Array.from(await weights.tensor('b').read())).toEqual([5, 6]);
});

test.each([
  ['no weights at all', {}, 'NO_WEIGHTS', 'has neither model.safetensors nor'],
  ['weights of another kind', { 'pytorch_model.bin': 'x' }, 'NO_WEIGHTS', 'has its weights in pytorch_model.bin, which is not read here'],
  ['a file that the index names and that is missing', { '1.safetensors': a, 'model.safetensors.index.json': index({ a: '1.safetensors', b: '2.safetensors' }) }, 'MISSING_SHARD', '2.safetensors: is not there'],
  ['a tensor that its file does not have', { '1.safetensors': a, 'model.safetensors.index.json': index({ a: '1.safetensors', x: '1.safetensors' }) }, 'MISSING_TENSOR', '1.safetensors: has no tensor "x"'],
  ['an index that leads out of the folder', { 'model.safetensors.index.json': index({ a: '../x.safetensors' }) }, 'BAD_INDEX', 'says that "a" is in "../x.safetensors"'],
  ['an index that leads out on Windows', { 'model.safetensors.index.json': index({ a: 'C:\\x.safetensors' }) }, 'BAD_INDEX', 'says that "a" is in'],
  ['an index that names a number', { 'model.safetensors.index.json': index({ a: 3 }) }, 'BAD_INDEX', 'says that "a" is in 3'],
  ['an index that is not JSON', { 'model.safetensors.index.json': '{' }, 'BAD_INDEX', 'is not JSON'],
  ['an index without a map', { 'model.safetensors.index.json': 'null' }, 'BAD_INDEX', 'has no table `weight_map`'],
  ['a file cut in its data', { 'model.safetensors': a.subarray(0, a.length - 1) }, 'TRUNCATED', 'holds 15 bytes of data'],
  ['a file cut in its header', { 'model.safetensors': a.subarray(0, 20) }, 'TRUNCATED', 'is 20 bytes long'],
  ['an empty file', { 'model.safetensors': '' }, 'TRUNCATED', 'is 0 bytes long'],
  ['a header of 2⁶⁰ bytes', { 'model.safetensors': fileWith('{}', 0, 2n ** 60n) }, 'BAD_HEADER', 'says that its header takes 1152921504606846976 bytes'],
  ['a tensor of 2⁶⁰ bytes', { 'model.safetensors': fileWith(`{"x":{"dtype":"F32","shape":[${2 ** 58}],"data_offsets":[0,${2 ** 60}]}}`, 4) }, 'BAD_HEADER', 'describes the tensor "x"'],
  ['a tensor beyond the file', { 'model.safetensors': fileWith('{"x":{"dtype":"F32","shape":[1000000],"data_offsets":[0,4000000]}}', 4) }, 'TRUNCATED', 'ends at 4000000'],
  ['offsets that overlap', { 'model.safetensors': fileWith('{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}', 6) }, 'BAD_LAYOUT', 'within the one before'],
  ['a type that the format does not have', { 'model.safetensors': fileWith('{"x":{"dtype":"toString","shape":[1],"data_offsets":[0,4]}}', 4) }, 'UNSUPPORTED', 'of type toString'],
] as const)('%s is refused by name', async (_, files, code, detail) => {
  await expect(openWeights(folderOf(files))).rejects.toMatchObject({ code, message: expect.stringContaining(detail) as string });
});

test('a tensor that is missing, of another shape or no floats is refused when it is asked for', async () => {
  await using weights = await openWeights(folderOf({ 'model.safetensors': b }));
  expect(() => weights.tensor('c')).toThrow('has no tensor "c"');
  expect(() => weights.tensor('b', [1, 2])).toThrow('has the tensor "b" of shape [2], and [1, 2] is wanted');
  expect(() => weights.tensor('count')).toThrow('of type I64, and weights are read from');
});
