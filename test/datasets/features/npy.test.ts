import { expect, test } from 'vitest';
import { DatasetError } from '../../../datasets/dataset-error.ts';
import { decodeNpy } from '../../../datasets/features/npy/decode-npy.ts';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { readNpy } from '../../../datasets/features/npy/read-npy.ts';
import golden from './golden/npy.json' with { type: 'json' };

const bytesOf = (base64: string) => Buffer.from(base64, 'base64');
const caseOf = (name: string) => bytesOf(golden.cases.find((each) => each.name === name)!.bytes);

function messageOf(bytes: Uint8Array): string {
  try {
    decodeNpy(bytes, 'x.npy');
  } catch (error) {
    if (error instanceof DatasetError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'read';
}

/** A file of version 1 with `header` as it stands. */
function fileWith(header: string, bytes = 0, length = header.length): Uint8Array {
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.of(length & 255, length >> 8), Buffer.from(header), Buffer.alloc(bytes)]);
}

test.each(golden.cases)('an array that numpy saved is read: $name', ({ bytes, shape, values }) => {
  const array = decodeNpy(bytesOf(bytes), 'x.npy');
  expect(array.shape).toEqual(shape);
  expect(Array.from(array.data as ArrayLike<number | bigint>, Number)).toEqual(values);
});

test.each(['<f4', '<f8', '<i4', '<i8', 'u1', 'one axis', 'three axes', 'no rows'])('an array is written with the bytes that numpy writes: %s', (name) => {
  const bytes = caseOf(name);
  expect(Buffer.from(encodeNpy(decodeNpy(bytes, 'x.npy'))).equals(bytes)).toBe(true);
});

test.each([[13, 128], [14, 192]])('a header is padded as numpy pads it: a shape of 12 and %d zeros makes %d bytes', (zeros, bytes) => {
  expect(encodeNpy({ shape: [12, ...new Array<number>(zeros).fill(0)], data: new Float32Array(0) })).toHaveLength(bytes);
});

test('the values read belong to the caller', () => {
  const bytes = caseOf('one axis');
  const { data } = decodeNpy(bytes, 'x.npy');
  bytes.fill(0);
  expect([...(data as Float32Array)]).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  ['Python objects', bytesOf(golden.objects), /^NOT_NPY .*Python objects/],
  ['records', bytesOf(golden.records), /^NOT_NPY .*named fields/],
  ['complex numbers', bytesOf(golden.complex), /^NOT_NPY .*"c8", and f2, f4/],
  ['text', bytesOf(golden.text), /^NOT_NPY .*type "U2"/],
  ['one number', bytesOf(golden.number), /^WRONG_SHAPE .*0 axes/],
  ['four axes', bytesOf(golden.fourAxes), /^WRONG_SHAPE .*4 axes \(1, 1, 1, 1\)/],
  ['another format', Buffer.from('PK\x03\x04 a zip'), /^NOT_NPY .*no \.npy file/],
  ['nothing', new Uint8Array(0), /^NOT_NPY .*empty/],
  ['version 9', Buffer.from('\x93NUMPY\x09\x00\x00\x00\x00\x00\x00', 'latin1'), /^NOT_NPY .*9\.0/],
  ['a header of 4 GB', Buffer.from('\x93NUMPY\x02\x00\xff\xff\xff\xff{', 'latin1'), /^NOT_NPY .*4294967295 bytes/],
  ['a header that is none', fileWith('import os'), /^NOT_NPY .*import os/],
  ['a header without a shape', fileWith("{'descr': '<f4', 'fortran_order': False}"), /^NOT_NPY .*cannot be understood/],
  ['a shape beyond all numbers', fileWith("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 99999999, 99999999), }"), /^NOT_NPY .*has the shape/],
  ['a negative shape', fileWith("{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }", 8), /^NOT_NPY/],
  ['a shape larger than the file', fileWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 1000, 1000), }", 8), /^TRUNCATED .*8 bytes.*4000000000/],
  ['bytes behind the values', Buffer.concat([caseOf('one axis'), Buffer.alloc(3)]), /^NOT_NPY .*3 bytes more/],
])('a file is refused by name that holds %s', (_, bytes, message) => {
  expect(messageOf(bytes)).toMatch(message);
  expect(messageOf(bytes)).toContain('x.npy: ');
});

test.each(['one axis', 'version 2', 'version 3'])('every way to cut a file short is refused as such: %s', (name) => {
  const whole = caseOf(name);
  const codes = Array.from({ length: whole.length - 1 }, (_, index) => messageOf(whole.subarray(0, index + 1)).split(' ')[0]);
  expect(new Set(codes)).toEqual(new Set(['TRUNCATED']));
});

test('the header of Python 2 and of other writers is understood', () => {
  expect(decodeNpy(fileWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2L, 1L)}", 8), 'x').shape).toEqual([2, 1]);
  expect(decodeNpy(fileWith('{"shape": (2,), "fortran_order": False, "descr": "<f4"}', 8), 'x').shape).toEqual([2]);
});

test('an array whose shape does not fit is not written', () => expect(() => encodeNpy({ shape: [2, 2], data: new Float32Array(3) })).toThrow(RangeError));

test('a file that is not there is told by its path', async () => {
  await expect(readNpy('/no/such.npy')).rejects.toThrow('/no/such.npy: does not exist. Check the path.');
});
