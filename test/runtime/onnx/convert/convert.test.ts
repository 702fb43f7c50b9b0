import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quantiseMatrix } from '../../../../runtime/onnx/convert/quantise-matrix.ts';
import { toHalf } from '../../../../runtime/onnx/convert/to-half.ts';
import { toInt8 } from '../../../../runtime/onnx/convert/to-int8.ts';
import type { GraphNode, Initializer } from '../../../../runtime/onnx/model.ts';
import { bytesField, concatenate, intField, messageField, textField } from '../../../../runtime/onnx/protobuf.ts';
import { parseDocument, readDocument } from '../../../../runtime/onnx/surgery/read-document.ts';
import { encodeDocument } from '../../../../runtime/onnx/surgery/write-document.ts';
import { writeModel } from '../../../../runtime/onnx/write-model.ts';
import { temporaryFolder } from '../../../extractors/models/temporary-folder.ts';
import { runDocument } from '../residual/nets.ts';

const wave = (length: number, scale = 1) => Float32Array.from({ length }, (_, at) => scale * Math.sin(at * 1.7));
const matrix = (name: string, dims: readonly number[], scale = 1): Initializer => ({ name, type: 'float32', dims, data: wave(dims.reduce((product, dim) => product * dim, 1), scale) });

/** A net with a table, a MatMul, a Gemm with a transposed weight and a bias, and a small weight. */
function net(initializers: readonly Initializer[] = [matrix('table', [40, 32]), matrix('w', [32, 48], 0.3), matrix('v', [40, 48], 0.2), matrix('bias', [40]), matrix('few', [40])]): ReturnType<typeof parseDocument> {
  const nodes: GraphNode[] = [
    { op: 'Gather', inputs: ['table', 'ids'], outputs: ['rows'] },
    { op: 'MatMul', inputs: ['rows', 'w'], outputs: ['h'] },
    { op: 'Gemm', inputs: ['h', 'v', 'bias'], outputs: ['g'], attributes: { transB: 1 } },
    { op: 'Mul', inputs: ['g', 'few'], outputs: ['y'] },
  ];
  return parseDocument(writeModel({ nodes, initializers, inputs: [{ name: 'ids', type: 'int64', dims: ['n'] }], outputs: [{ name: 'y', type: 'float32', dims: ['n', 40] }] }), 'net.onnx');
}

const feeds = { ids: { type: 'int64', dims: [4], data: [0, 7, 39, 12] } } as const;

/** Largest difference of two results, as a share of the largest value. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const values = Array.from(a);
  return Math.max(...values.map((value, at) => Math.abs(value - b[at]!))) / Math.max(...values.map(Math.abs));
}

test('a matrix has the scale of its largest value by row or by column, and zeros stay zeros', () => {
  const { bytes, scales } = quantiseMatrix(Float32Array.of(1, -2, 0, 4, 0.5, 0), 3, { along: 'columns', largest: 100 });
  expect([...bytes]).toEqual([25, -100, 0, 100, 25, 0]);
  [0.04, 0.02, 0].forEach((scale, column) => expect(scales[column]).toBeCloseTo(scale, 8));
  expect([...quantiseMatrix(Float32Array.of(1, -2, 0, 4), 2, { along: 'rows', largest: 127 }).bytes]).toEqual([64, -127, 0, 127]);
});

test('in half precision a file takes half the room, and computes what it did to two thousandths', async () => {
  const { document, changed, left } = await toHalf(net());
  expect([changed, left]).toEqual([3, 2]);
  expect(encodeDocument(document).length).toBeLessThan(0.6 * encodeDocument(net()).length);
  const [before, after] = await Promise.all([net(), document].map((each) => runDocument(each, { feeds })));
  expect(difference(before!.y!.data, after!.y!.data)).toBeLessThan(2e-3);
});

test('a weight beyond half precision stays as it is', async () => {
  const { changed } = await toHalf(net([matrix('table', [40, 32], 1e5), matrix('w', [32, 48]), matrix('v', [40, 48]), matrix('bias', [40]), matrix('few', [40])]));
  expect(changed).toBe(2);
});

test('in eight bits a file takes a good quarter of the room, and computes what it did to a few percent', async () => {
  const { document, changed, left } = await toInt8(net());
  expect([changed, left]).toEqual([3, 0]);
  expect(document.nodes.map(({ op }) => op)).toContain('MatMulInteger');
  expect(encodeDocument(document).length).toBeLessThan(0.45 * encodeDocument(net()).length);
  const [before, after] = await Promise.all([net(), document].map((each) => runDocument(each, { feeds })));
  expect(difference(before!.y!.data, after!.y!.data)).toBeLessThan(0.03);
});

test('weights in a data file are converted too', async () => {
  const folder = join(await temporaryFolder(), 'm');
  mkdirSync(folder);
  const document = net();
  const values = new Uint8Array(wave(32 * 48, 0.3).buffer);
  const entries = Object.entries({ location: 'w.data', offset: '0', length: String(values.length) }).flatMap(([key, value]) => messageField(13, [...textField(1, key), ...textField(2, value)]));
  const outside = concatenate([...intField(1, 32), ...intField(1, 48), ...intField(2, 1), ...bytesField(8, new TextEncoder().encode('w')), ...entries, ...intField(14, 1)]);
  writeFileSync(join(folder, 'w.data'), values);
  writeFileSync(join(folder, 'net.onnx'), encodeDocument({ ...document, tensors: document.tensors.map((tensor) => (tensor.name === 'w' ? { ...tensor, bytes: outside } : tensor)) }));
  const { document: halved } = await toHalf(await readDocument(join(folder, 'net.onnx')));
  const [before, after] = await Promise.all([document, halved].map((each) => runDocument(each, { feeds })));
  expect(difference(before!.y!.data, after!.y!.data)).toBeLessThan(2e-3);
});
