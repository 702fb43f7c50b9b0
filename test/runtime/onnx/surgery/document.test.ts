import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { dropDead } from '../../../../runtime/onnx/surgery/drop-dead.ts';
import { parseDocument, readDocument } from '../../../../runtime/onnx/surgery/read-document.ts';
import { renameReads } from '../../../../runtime/onnx/surgery/rename-reads.ts';
import { encodeDocument, writeDocument } from '../../../../runtime/onnx/surgery/write-document.ts';
import { writeModel } from '../../../../runtime/onnx/write-model.ts';
import type { GraphNode, Model } from '../../../../runtime/onnx/model.ts';
import { concatenate, intField, messageField, textField } from '../../../../runtime/onnx/protobuf.ts';
import { temporaryFolder } from '../../../extractors/models/temporary-folder.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const SHARED = join(ROOT, '../shared/assets/models');
const files = [...globSync('test/extractors/*/encoders/golden/*.onnx', { cwd: ROOT }), ...globSync('test/extractors/text/recognisers/**/*.onnx', { cwd: ROOT })].map((path) => join(ROOT, path));
const shared = existsSync(SHARED) ? globSync('**/*.onnx', { cwd: SHARED }).map((path) => join(SHARED, path)) : [];
if (shared.length === 0) console.log('No models in ../shared: only those of the tests are read and written.');

test.each([...files, ...shared])('%s answers the same after it was read and written', async (path) => {
  const bytes = readFileSync(path);
  const [first, second] = await Promise.all([bytes, encodeDocument(parseDocument(bytes, path))].map((each) => InferenceSession.create(each, { logSeverityLevel: 3 })));
  const feeds = Object.fromEntries(first!.inputMetadata.map((meta) => [meta.name, feedOf(meta as Meta)]));
  const [a, b] = await Promise.all([first!.run(feeds), second!.run(feeds)]);
  for (const [name, { data }] of Object.entries(a)) expect(b[name]!.data).toEqual(data);
});

interface Meta {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** Something that a model takes. */
function feedOf({ name, type, shape }: Meta): Tensor {
  const sizes = { input_values: 6400, input: 320, image: 320 } as Readonly<Record<string, number>>;
  const dims = shape.map((dim, at) => (typeof dim === 'number' ? dim : at === 0 || name === 'state' ? 1 : (sizes[name] ?? 4)));
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (type === 'int64') return new Tensor('int64', BigInt64Array.from({ length: size }, () => (name === 'sr' ? 16_000n : 1n)), dims);
  if (type === 'bool') return new Tensor('bool', new Uint8Array(size), dims);
  if (type === 'int32') return new Tensor('int32', new Int32Array(size).fill(1), dims);
  return new Tensor('float32', Float32Array.from({ length: size }, (_, at) => Math.sin(at / 7)), dims);
}

const port = (name: string) => ({ name, type: 'float32', dims: ['n'] }) as const;
const model = (nodes: readonly GraphNode[], rest: Partial<Model> = {}) => writeModel({ nodes, inputs: [port('x')], outputs: [port('y')], ...rest });

test.each([
  ['a circle', [{ op: 'Add', inputs: ['x', 'b'], outputs: ['a'] }, { op: 'Abs', inputs: ['a'], outputs: ['b'] }, { op: 'Abs', inputs: ['b'], outputs: ['y'] }], /m\.onnx: its graph goes in a circle, through the node "a" \(Add\)\. Export/],
  ['something that nothing makes', [{ op: 'Add', inputs: ['x', 'z'], outputs: ['y'] }], /the node "y" \(Add\) reads "z", which nothing makes/],
  ['an output that nothing makes', [{ op: 'Abs', inputs: ['x'], outputs: ['z'] }], /nothing makes its output "y"/],
  ['the same made twice', [{ op: 'Abs', inputs: ['x'], outputs: ['y'] }, { op: 'Neg', inputs: ['x'], outputs: ['y'] }], /makes "y" twice/],
] as const)('a graph with %s is refused', (_, nodes, message) => {
  expect(() => parseDocument(model(nodes), 'm.onnx')).toThrow(message);
});

test('a file that is cut off anywhere is refused, or is a smaller model', () => {
  const whole = readFileSync(files[0]!);
  const cut = Array.from({ length: 40 }, (_, part) => whole.subarray(0, Math.floor((whole.length * part) / 40)));
  for (const bytes of cut) expect(() => parseDocument(bytes, 'cut.onnx')).toThrow(/^cut\.onnx: /);
});

test('a weight of another length than its shape says is refused', () => {
  const bytes = model([{ op: 'Add', inputs: ['x', 'w'], outputs: ['y'] }], { initializers: [{ name: 'w', type: 'float32', dims: [77], data: new Float32Array(77) }] });
  const at = bytes.findIndex((byte, index) => byte === 10 && bytes[index + 1] === 1 && bytes[index + 2] === 77); // Field 1, packed: the shape
  bytes[at + 2] = 78;
  expect(() => parseDocument(bytes, 'm.onnx')).toThrow(/m\.onnx: it is no ONNX file, or not a whole one: "w" of shape \[78\] takes 312 bytes, and has 308/);
});

test('nodes in another order are put in order', () => {
  const { nodes } = parseDocument(model([{ op: 'Neg', inputs: ['a'], outputs: ['y'] }, { op: 'Abs', inputs: ['x'], outputs: ['a'] }]), 'm.onnx');
  expect(nodes.map(({ op }) => op)).toEqual(['Abs', 'Neg']);
});

test('what a branch reads is renamed with the rest, and what nobody reads goes', async () => {
  const branch = (op: string) => ({ graph: { nodes: [{ op, inputs: ['a'], outputs: [`${op}.y`] }], inputs: [], outputs: [{ ...port(`${op}.y`), dims: [2] }] } });
  const nodes: GraphNode[] = [
    { op: 'Abs', inputs: ['x'], outputs: ['a'] },
    { op: 'If', inputs: ['c'], outputs: ['y'], attributes: { then_branch: branch('Neg'), else_branch: branch('Exp') } },
  ];
  const before = parseDocument(model(nodes, { inputs: [{ ...port('x'), dims: [2] }], outputs: [{ ...port('y'), dims: [2] }], initializers: [{ name: 'c', type: 'bool', dims: [], data: Uint8Array.of(1) }] }), 'm.onnx');
  const after = dropDead(renameReads(before, new Map([['a', 'x']])));
  expect(after.nodes.map(({ op }) => op)).toEqual(['If']);
  const { y } = await (await InferenceSession.create(encodeDocument(after))).run({ x: new Tensor('float32', Float32Array.of(-1, 2), [2]) });
  expect([...(y!.data as Float32Array)]).toEqual([1, -2]);
});

/** A model that adds to `x` a weight of two values which lies in a data file. */
function withData(location: string, facts: Readonly<Record<string, string>> = { offset: '4', length: '8' }): Uint8Array {
  const entries = Object.entries({ location, ...facts }).flatMap(([key, value]) => messageField(13, [...textField(1, key), ...textField(2, value)]));
  const tensor = concatenate([...intField(1, 2), ...intField(2, 1), ...textField(8, 'w'), ...entries, ...intField(14, 1)]);
  const graph = parseDocument(model([{ op: 'Add', inputs: ['x', 'w'], outputs: ['y'] }], { initializers: [{ name: 'w', type: 'float32', dims: [2], data: new Float32Array(2) }] }), 'm.onnx');
  return encodeDocument({ ...graph, tensors: [{ name: 'w', type: 1, dims: [2], bytes: tensor }] });
}

async function folderWith(bytes: Uint8Array): Promise<string> {
  const folder = join(await temporaryFolder(), 'model');
  mkdirSync(folder);
  writeFileSync(join(folder, 'm.onnx'), bytes);
  writeFileSync(join(folder, 'm.data'), new Uint8Array(Float32Array.of(7, 10, 20).buffer));
  writeFileSync(join(folder, '../outside'), new Uint8Array(64));
  symlinkSync('../outside', join(folder, 'link'));
  return folder;
}

test('weights in a data file are copied beside the new file, and an old data file goes where none is needed', async () => {
  const folder = await folderWith(withData('m.data'));
  const { dataPath } = await writeDocument(await readDocument(join(folder, 'm.onnx')), join(folder, 'new/n.onnx'));
  expect(dataPath).toBe(join(folder, 'new/n.onnx.data'));
  const { y } = await (await InferenceSession.create(join(folder, 'new/n.onnx'))).run({ x: new Tensor('float32', Float32Array.of(1, 2), [2]) });
  expect([...(y!.data as Float32Array)]).toEqual([11, 22]);
  await writeDocument(parseDocument(model([{ op: 'Abs', inputs: ['x'], outputs: ['y'] }]), 'm.onnx'), join(folder, 'new/n.onnx'));
  expect(globSync('*', { cwd: join(folder, 'new') })).toEqual(['n.onnx']);
});

test.each([
  ['../outside', undefined, /its weights are in "\.\.\/outside", which is not in its folder/],
  ['a/../../outside', undefined, /which is not in its folder/],
  ['/etc/passwd', undefined, /which is not in its folder/],
  ['..\\outside', undefined, /which is not in its folder/],
  ['link', undefined, /its weights are in "link", which is not in its folder/],
  ['gone', undefined, /its data file "gone" cannot be read/],
  ['m.data', { offset: '8', length: '8' }, /"w" is said to be at bytes 8 to 16 of "m.data", which has 12/],
  ['m.data', { offset: '-4', length: '8' }, /at bytes -4 to 4/],
  ['m.data', { offset: '0', length: '1e300' }, /which has 12/],
] as const)('weights in %s %o are refused', async (location, facts, message) => {
  const folder = await folderWith(withData(location, facts));
  await expect(readDocument(join(folder, 'm.onnx'))).rejects.toThrow(message);
});
