import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { decodeSafetensors } from '../../../runtime/safetensors/decode-safetensors.ts';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';
import { SafetensorsError } from '../../../runtime/safetensors/safetensors-error.ts';
import golden from './golden/safetensors.json' with { type: 'json' };
import { SAMPLE } from './golden/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'affekt-safetensors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const theirs = Buffer.from(golden.theirs, 'base64');

/** A file with `header` as it stands and `bytes` bytes of data. */
function fileWith(header: string, bytes: number, length = Buffer.byteLength(header)): Uint8Array {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([size, Buffer.from(header), Buffer.alloc(bytes, 1)]);
}

function codeOf(bytes: Uint8Array): string {
  try {
    decodeSafetensors(bytes, 'x.safetensors');
  } catch (error) {
    if (error instanceof SafetensorsError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'read';
}

test.each(Object.entries(golden.values))('the tensor %s of a file that Python wrote has its shape and values', (name, [type, shape, values]) => {
  const tensor = decodeSafetensors(theirs, 'x').tensors.get(name)!;
  expect(tensor.shape).toEqual(shape);
  expect(Array.from(tensor.data as ArrayLike<number | bigint>, Number)).toEqual(values);
  expect(tensor.dtype).toBe({ float16: 'F32', float32: 'F32', float64: 'F64', int64: 'I64', int32: 'I32', bool: 'BOOL', uint8: 'U8' }[type as string]);
});

test('the metadata of a file that Python wrote is read', () => expect(decodeSafetensors(theirs, 'x').metadata).toEqual({ epoch: '3' }));

test('what is read and written again has the bytes that Python wrote', () => {
  const bytes = Buffer.from(golden.theirsWithoutHalf, 'base64');
  const { tensors, metadata } = decodeSafetensors(bytes, 'x');
  expect(Buffer.from(encodeSafetensors(Object.fromEntries(tensors), metadata)).equals(bytes)).toBe(true);
});

test('a file written here is the one that Python was seen to load, with every value', () => {
  const bytes = encodeSafetensors(SAMPLE, { epoch: '3', made: 'here' });
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(golden.ours.sha256);
  const written = Object.entries(SAMPLE).map(([name, { shape, data }]) => [name, shape, Array.from(data as ArrayLike<number | bigint>, Number)]);
  expect(written).toEqual(expect.arrayContaining(Object.entries(golden.ours.loaded).map(([name, [, shape, values]]) => [name, shape, values])));
});

test('the order of tensors and metadata changes no byte', () => {
  const backwards = Object.fromEntries(Object.entries(SAMPLE).reverse());
  expect(encodeSafetensors(backwards, { made: 'here', epoch: '3' })).toEqual(encodeSafetensors(SAMPLE, { epoch: '3', made: 'here' }));
});

test('tensors lie at multiples of the size of their elements', () => {
  const bytes = encodeSafetensors(SAMPLE);
  const header = JSON.parse(Buffer.from(bytes.subarray(8, 8 + bytes[0]! + 256 * bytes[1]!)).toString()) as Record<string, { data_offsets: [number, number] }>;
  const width = (name: string) => SAMPLE[name]!.data.BYTES_PER_ELEMENT;
  expect(Object.entries(header).filter(([name, { data_offsets: [begin] }]) => begin % width(name) !== 0)).toEqual([]);
  expect((8 + bytes[0]! + 256 * bytes[1]!) % 8).toBe(0);
});

test('a tensor that lies at an odd place is read, and its values belong to the caller', () => {
  const file = fileWith('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}', 0);
  const bytes = Buffer.concat([file, Buffer.of(7), Buffer.of(0, 0, 0x20, 0x40)]);
  const { tensors } = decodeSafetensors(bytes, 'x');
  bytes.fill(0);
  expect([tensors.get('a')!.data[0], tensors.get('b')!.data[0]]).toEqual([7, 2.5]);
});

test('bfloat16 is widened to float32', () => {
  const file = fileWith('{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}}', 0);
  expect([...decodeSafetensors(Buffer.concat([file, Buffer.of(0x20, 0x40, 0x80, 0xbf)]), 'x').tensors.get('a')!.data]).toEqual([2.5, -1]);
});

const entry = (name: string, begin: number, end: number, { dtype = 'F32', shape = [(end - begin) / 4] } = {}) =>
  `${JSON.stringify(name)}:{"dtype":"${dtype}","shape":${JSON.stringify(shape)},"data_offsets":[${begin},${end}]}`;

test.each([
  ['tensors overlap', fileWith(`{${entry('a', 0, 8)},${entry('b', 4, 12)}}`, 12), /BAD_LAYOUT .*"b" begin at 4, within/],
  ['a gap lies between tensors', fileWith(`{${entry('a', 0, 4)},${entry('b', 8, 12)}}`, 12), /BAD_LAYOUT .*"b" begin at 8, away from/],
  ['bytes follow the last tensor', fileWith(`{${entry('a', 0, 4)}}`, 5), /BAD_LAYOUT .*1 bytes after/],
  ['a tensor ends behind the file', fileWith(`{${entry('a', 0, 8)}}`, 4), /TRUNCATED .*4 bytes of data.*ends at 8/],
  ['a tensor ends before it begins', fileWith(`{${entry('a', 8, 4, { shape: [1] })}}`, 8), /BAD_LAYOUT .*gives the tensor "a" -4 bytes/],
  ['a shape does not fit its bytes', fileWith(`{${entry('a', 0, 8, { shape: [3] })}}`, 8), /BAD_LAYOUT .*needs 12/],
  ['a shape is beyond all numbers', fileWith(`{${entry('a', 0, 8, { shape: [2 ** 40, 2 ** 40] })}}`, 8), /BAD_LAYOUT/],
  ['a size is negative', fileWith(`{${entry('a', 0, 4, { shape: [-1] })}}`, 4), /BAD_HEADER .*"a" in another form/],
  ['a name comes twice', fileWith(`{${entry('a', 0, 4)},${entry('a', 0, 4)}}`, 4), /BAD_HEADER .*names "a" twice/],
  ['a name comes twice, once in escapes', fileWith(`{${entry('a', 0, 4)},"\\u0061":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}`, 4), /BAD_HEADER .*names "a" twice/],
  ['a field comes twice', fileWith('{"a":{"dtype":"U8","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4), /BAD_HEADER .*names "dtype" twice/],
  ['the header is said to take exabytes', fileWith('{}', 0, 2 ** 60), /BAD_HEADER .*takes 1152921504606846976 bytes/],
  ['the header is longer than 100 MB', fileWith('{}', 0, 100_000_001), /BAD_HEADER .*takes 100000001 bytes/],
  ['the file ends within the header', fileWith('{}', 0, 3), /TRUNCATED .*10 bytes long.*takes 11/],
  ['the file is seven bytes', new Uint8Array(7), /TRUNCATED .*7 bytes/],
  ['the header is no JSON', fileWith('{"a":', 0), /BAD_HEADER .*not JSON/],
  ['the header is a list', fileWith('[]', 0), /BAD_HEADER .*not a JSON object/],
  ['the header is null', fileWith('null', 0), /BAD_HEADER .*not a JSON object/],
  ['a tensor is null', fileWith('{"a":null}', 0), /BAD_HEADER .*"a" in another form/],
  ['the metadata holds a number', fileWith('{"__metadata__":{"epoch":3}}', 0), /BAD_HEADER .*metadata/],
  ['an element type is not known', fileWith(`{${entry('a', 0, 4, { dtype: 'F8_E5M2', shape: [4] })}}`, 4), /UNSUPPORTED .*F8_E5M2/],
  ['the header is not UTF-8', Buffer.concat([fileWith('', 0, 3), Buffer.of(0x7b, 0xff, 0x7d)]), /BAD_HEADER .*UTF-8/],
])('a file is refused when %s', (_, bytes, message) => expect(codeOf(bytes)).toMatch(message));

test('names with quotes, brackets and colons in them are told apart', () => {
  const names = ['a":{', 'a\\', '}]', 'dtype', 'shape:'];
  const tensors = Object.fromEntries(names.map((name) => [name, { dtype: 'U8' as const, shape: [1], data: Uint8Array.of(3) }]));
  expect([...decodeSafetensors(encodeSafetensors(tensors), 'x').tensors.keys()].sort()).toEqual(names.sort());
});

test('every way to cut a file short is refused as such', () => {
  const whole = encodeSafetensors(SAMPLE);
  const codes = Array.from({ length: whole.length }, (_, length) => codeOf(whole.subarray(0, length)).split(' ')[0]);
  expect(new Set(codes)).toEqual(new Set(['TRUNCATED']));
});

test('a tensor whose shape does not fit its data is not written', () => {
  expect(() => encodeSafetensors({ a: { dtype: 'F32', shape: [3], data: new Float32Array(2) } })).toThrow(RangeError);
  expect(() => encodeSafetensors({ __metadata__: { dtype: 'U8', shape: [0], data: new Uint8Array(0) } })).toThrow(RangeError);
});

test('a file that is not there is told by its path, and one that is there is read', async () => {
  const path = join(folder, 'a.safetensors');
  await expect(readSafetensors(path)).rejects.toThrow(`${path}: does not exist. Check the path.`);
  writeFileSync(path, theirs);
  expect((await readSafetensors(path)).tensors.size).toBe(Object.keys(golden.values).length);
});

test('a folder in place of a file is told by what the system says of it', async () => {
  await expect(readSafetensors(folder)).rejects.toMatchObject({ code: 'UNREADABLE', message: expect.stringContaining('EISDIR') as string });
});
