import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blockInfluence } from '../../../../plugins/block-influence/block-influence.ts';
import { findResidualStream } from '../../../../runtime/onnx/residual/find-residual-stream.ts';
import { readLayerMap } from '../../../../runtime/onnx/residual/layer-map.ts';
import { removeBlocks } from '../../../../runtime/onnx/residual/remove-blocks.ts';
import { tapStates, tapValues } from '../../../../runtime/onnx/residual/tap-states.ts';
import { unfuseSums } from '../../../../runtime/onnx/residual/unfuse-sums.ts';
import type { GraphNode, Model } from '../../../../runtime/onnx/model.ts';
import { parseDocument } from '../../../../runtime/onnx/surgery/read-document.ts';
import { encodeDocument } from '../../../../runtime/onnx/surgery/write-document.ts';
import { writeModel } from '../../../../runtime/onnx/write-model.ts';
import { FOLDER, keptRows, NETS, runDocument } from './nets.ts';

const read = (name: string) => parseDocument(readFileSync(join(FOLDER, `${name}.onnx`)), `${name}.onnx`);
const ENCODERS = join(import.meta.dirname, '../../../extractors/audio/encoders/golden');
const readEncoder = (name: string) => parseDocument(readFileSync(join(ENCODERS, `${name}.onnx`)), `${name}.onnx`);

describe.each(Object.entries(NETS))('%s, exported by PyTorch', (name, net) => {
  const document = read(name);
  const stream = findResidualStream(document);
  const norm = name === 'bert' ? 'post' : 'pre';

  test(`is found to be ${norm}-norm, with its four layers by name`, () => {
    expect(stream.norm).toBe(norm);
    expect(stream.blocks.map((block) => block.name.replace(/.*?(layers?\.\d)$/, '$1').replace('layers', 'layer'))).toEqual(['layer.0', 'layer.1', 'layer.2', 'layer.3']);
    expect(stream.blocks.every(({ needed }) => needed === undefined)).toBe(true);
  });

  test('its blocks have the influence that NumPy computes of the states in PyTorch', async () => {
    const tapped = tapValues(document, stream.boundaries);
    const outputs = await runDocument(tapped.document, net);
    const states = tapped.names.map((each) => outputs[each]!.data);
    const dimensions = outputs[tapped.names[0]!]!.dims[2]!;
    blockInfluence(states, { dimensions, mask: net.mask }).forEach((score, block) => expect(score).toBeCloseTo(net.influence[block]!, 5));
    blockInfluence(states, { dimensions }).forEach((score, block) => expect(score).toBeCloseTo(net.unmasked[block]!, 5));
  });

  test.each(net.pruned)('without the blocks $blocks it gives what PyTorch gives without these layers', async ({ blocks, output }) => {
    const pruned = removeBlocks(document, stream, blocks);
    const { last_hidden_state: last } = await runDocument(pruned, net);
    keptRows(last!.data, net.mask).forEach((value, at) => expect(Math.abs(value - output[at]!)).toBeLessThan(2e-5));
    expect(encodeDocument(pruned).length).toBeLessThan(encodeDocument(document).length);
    expect(findResidualStream(pruned).blocks).toHaveLength(4 - blocks.length);
  });
});

test('the planted block turns the states least', () => {
  for (const { influence } of Object.values(NETS)) expect(influence.indexOf(Math.min(...influence))).toBe(2);
});

test('states of all layers are tapped as the exporter stacks them', async () => {
  const document = readEncoder('hubert-layer');
  const feeds = { input_values: { type: 'float32', dims: [1, 1600], data: Array.from({ length: 1600 }, (_, at) => Math.sin(at / 9)) } } as const;
  const before = await runDocument(document, { feeds });
  const bare = { ...document, outputs: document.outputs.filter(({ name }) => name !== 'hidden_states') };
  const tapped = await runDocument(tapStates(bare, findResidualStream(bare), 'all').document, { feeds });
  expect(tapped.hidden_states!.dims).toEqual(before.hidden_states!.dims);
  expect(tapped.hidden_states!.data).toEqual(before.hidden_states!.data);
  expect(tapped.last_hidden_state!.data).toEqual(before.last_hidden_state!.data);
});

test('the layers of a pruned net keep their numbers: the state behind a removed one is that before it', async () => {
  const document = read('llama');
  const stream = findResidualStream(document);
  const pruned = removeBlocks(removeBlocks(document, stream, [1]), findResidualStream(removeBlocks(document, stream, [1])), [1]);
  expect(readLayerMap(pruned.metadata, 2)).toEqual({ original: 4, kept: [0, 3] });
  const { hidden_states: states } = await runDocument(tapStates(pruned, findResidualStream(pruned), 'all').document, NETS.llama!);
  const state = (number: number) => states!.data.slice((number * states!.data.length) / 5, ((number + 1) * states!.data.length) / 5);
  expect(states!.dims[0]).toBe(5);
  expect(state(2)).toEqual(state(1));
  expect(state(3)).toEqual(state(1));
  expect(state(4)).not.toEqual(state(3));
});

test('states by number: those of the original net, and no others', () => {
  const document = read('llama');
  const stream = findResidualStream(document);
  expect(tapStates(document, stream, 'last-four').states).toEqual([1, 2, 3, 4]);
  expect(() => tapStates(document, stream, [5])).toThrow(/llama\.onnx: state 5 is wanted, and it has 0 to 4\. Choose/);
});

test('a block whose inside others read must stay: WavLM computes a bias in its first', () => {
  const { blocks } = findResidualStream(readEncoder('wavlm-group'));
  expect(blocks.map(({ needed }) => needed !== undefined)).toEqual([true, false, false]);
  expect(blocks[0]!.needed).toMatch(/rel_attn_embed.*is read by ".*layers\.1/);
  expect(() => removeBlocks(readEncoder('wavlm-group'), findResidualStream(readEncoder('wavlm-group')), [0])).toThrow(/^block 0: .*Choose others/);
});

test('states may be named; what is no such state is refused', () => {
  const document = read('vit');
  const { boundaries } = findResidualStream(document);
  expect(findResidualStream(document, boundaries).norm).toBe('given');
  expect(findResidualStream(document, [boundaries[0]!, boundaries[2]!, boundaries[4]!]).blocks).toHaveLength(2);
  expect(() => findResidualStream(document, ['nothing', boundaries[1]!])).toThrow(/vit\.onnx: it has no value "nothing"/);
  expect(() => findResidualStream(document, [boundaries[1]!, boundaries[0]!])).toThrow(/does not depend on/);
  expect(() => findResidualStream(document, [boundaries[0]!])).toThrow(/1 states are named/);
});

/** A net that computes on `x` `[1, 2, 4]`. */
function net(nodes: readonly GraphNode[], rest: Partial<Model> = {}): ReturnType<typeof parseDocument> {
  const port = (name: string) => ({ name, type: 'float32', dims: [1, 2, 4] }) as const;
  const weight = (name: string, scale: number) => ({ name, type: 'float32', dims: [4, 4], data: Float32Array.from({ length: 16 }, (_, at) => scale * Math.sin(at * 7)) }) as const;
  const initializers = [weight('w', 1), weight('v', 0.5), { name: 'g', type: 'float32', dims: [4], data: Float32Array.of(1, 2, 1, 0.5) }, { name: 'b', type: 'float32', dims: [4], data: Float32Array.of(0.1, 0, -0.1, 0) }] as const;
  return parseDocument(writeModel({ nodes, initializers, inputs: [port('x')], outputs: [port('y')], domains: { 'com.microsoft': 1 }, ...rest }), 'net.onnx');
}

/** Attention of a kind, and something else, each with its sum. */
const attention = (from: string, to: string): GraphNode[] => [
  { op: 'MatMul', inputs: [from, 'w'], outputs: [`${to}.q`] },
  { op: 'Softmax', inputs: [`${to}.q`], outputs: [`${to}.a`] },
];
const other = (from: string, to: string): GraphNode[] => [{ op: 'MatMul', inputs: [from, 'v'], outputs: [`${to}.a`] }];
const add = (a: string, b: string, to: string): GraphNode => ({ op: 'Add', inputs: [a, b], outputs: [to] });
const half = (from: string, to: string, kind: typeof attention): GraphNode[] => [...kind(from, to), add(from, `${to}.a`, to)];

test('a state that is read past the next one is no residual stream', () => {
  const twoBlocks = [...half('x', 'm', attention), ...half('m', 's', other), ...half('s', 'n', attention), ...half('n', 't', other)];
  expect(findResidualStream(net([...twoBlocks, { op: 'Abs', inputs: ['t'], outputs: ['y'] }])).boundaries).toEqual(['x', 's', 't']);
  const long = [...half('x', 'm', attention), ...half('m', 's', other), ...half('s', 'n', attention), ...other('n', 't'), { op: 'Mul', inputs: ['t.a', 'x'], outputs: ['t.b'] }, add('n', 't.b', 't'), { op: 'Abs', inputs: ['t'], outputs: ['y'] }];
  expect(() => findResidualStream(net(long))).toThrow(/its state "x" is read past "s", by "t\.b" \(Mul\): it is no residual stream/);
});

test('a net without blocks is refused, with what was seen', () => {
  expect(() => findResidualStream(net([{ op: 'Abs', inputs: ['x'], outputs: ['y'] }]))).toThrow(/no value is added to what was made of it\. Name the states/);
  expect(() => findResidualStream(net(half('x', 'y', other)))).toThrow(/the longest row of sums that follow each other has 1, 0 of them with attention/);
});

test.each(['SkipLayerNormalization', 'SkipSimplifiedLayerNormalization'])('%s is taken apart and computes the same, behind the norm and before it', async (op) => {
  const shift = op === 'SkipLayerNormalization' ? ['b'] : [];
  const skip = (input: string, from: string, [normed, sum]: [string, string]): GraphNode => ({ op, domain: 'com.microsoft', inputs: [input, from, 'g', ...shift, 'b'], outputs: [normed, '', '', sum], attributes: { epsilon: { float: 1e-3 } } });
  const document = net([
    ...attention('x', 'one'), skip('one.a', 'x', ['n1', 's1']),
    ...other('n1', 'two'), skip('two.a', 's1', ['n2', 's2']),
    ...attention('n2', 'three'), skip('three.a', 's2', ['n3', 's3']),
    ...other('n3', 'four'), skip('four.a', 's3', ['y', 's4']),
  ]);
  const apart = unfuseSums(document);
  const feeds = { x: { type: 'float32', dims: [1, 2, 4], data: [1, -2, 0.5, 3, 0, 1, -1, 2] } } as const;
  const [before, after] = await Promise.all([document, apart].map((each) => runDocument(each, { feeds })));
  before!.y!.data.forEach((value, at) => expect(after!.y!.data[at]).toBeCloseTo(value, 5));
  const stream = findResidualStream(apart);
  expect(stream).toMatchObject({ norm: 'pre', boundaries: ['x', 's2', 's4'], final: 'y' });
  expect((await runDocument(removeBlocks(apart, stream, [0]), { feeds })).y!.dims).toEqual([1, 2, 4]);
});

test('an output that was the state behind a removed block keeps its name and shape', async () => {
  const port = (name: string) => ({ name, type: 'float32', dims: [1, 2, 4] }) as const;
  const document = net([...half('x', 'm', attention), ...half('m', 's', other), ...half('s', 'n', attention), ...half('n', 'y', other)], { outputs: [port('s'), port('y')] });
  const pruned = removeBlocks(document, findResidualStream(document), [1]);
  const { s, y } = await runDocument(pruned, { feeds: { x: { type: 'float32', dims: [1, 2, 4], data: [1, 2, 3, 4, 5, 6, 7, 8] } } });
  expect(y).toMatchObject({ dims: [1, 2, 4], data: s!.data });
});
