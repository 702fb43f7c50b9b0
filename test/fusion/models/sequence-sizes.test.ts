import { expect, test } from 'vitest';
import { FUSION_MODELS } from '../../../fusion/models/models.ts';
import { declare } from '../../../runtime/train/declare.ts';

const SIZES = { audio: 1024, text: 5120, video: 768 }; // HuBERT-large, Baichuan-13B, CLIP-large: the trio of MERBench
const sizes = Object.values(SIZES);
const total = 1024 + 5120 + 768;
const widest = 5120;

const linear = (inputs: number, outputs: number) => (inputs + 1) * outputs;
const lstm = (inputs: number, hidden: number, directions = 1) => directions * 4 * hidden * (inputs + hidden + 2);
const sum = (count: (size: number) => number) => sizes.reduce((all, size) => all + count(size), 0);
const layer = (size: number) => 4 * linear(size, size) + linear(size, 4 * size) + linear(4 * size, size) + 4 * size;

// Three modalities, hidden and memory 128: the states are 3 · 128, a window of two frames of cells 6 · 128
const gated = (attended: number) => linear(attended, 128) + linear(128, 128) + 2 * (linear(attended + 128, 128) + linear(128, 128));
const readout = linear(512, 128) + linear(128, 64);
const memoryFusion = sum((size) => lstm(size, 128)) + linear(768, 128) + linear(128, 768) + gated(768);
const graph = 3 * linear(256, 128) + linear(384, 100) + linear(100, 19) + [2, 2, 2, 6, 7].reduce((all, parts) => all + linear(parts * 128, 100) + linear(100, 128), 0);
const decoder = 2 * 256 ** 2 + 256 + linear(widest + 512, 1024) + linear(512, widest);

test.each([
  { name: 'ef-lstm', count: lstm(total, 128) + lstm(128, 128) + linear(128, 128) },
  { name: 'mfn', count: memoryFusion + readout },
  { name: 'graph-mfn', count: sum((size) => lstm(size, 128)) + graph + gated(128) + readout },
  { name: 'mfm', count: memoryFusion + linear(512, 128) + 4 * (linear(128, 64) + linear(64, 64)) + 2 * linear(64, 64) + sum((size) => lstm(size, 128) + linear(128, 128) + lstm(128, 128) + linear(128, size)) },
  { name: 'mctn', count: lstm(widest, 256, 2) + lstm(256, 256, 2) + 2 * 256 ** 2 + 2 * decoder + lstm(256, 256) + linear(256, 256) },
  { name: 'mult', count: sum((size) => 3 * size * 64) + 6 * (4 * layer(64) + 128) + 3 * (3 * layer(128) + 256) + 2 * linear(384, 384) },
  { name: 'transformer', count: sum((size) => 2 * size + linear(size, 256)) + 4 * layer(256) + 512 },
  { name: 'tcn', count: 5 * total * 128 + 7 * 5 * 128 ** 2 + 8 * 3 * 128 + linear(total, 128) },
] as const)('$name has $count parameters at its default size', ({ name, count }) => {
  const model = FUSION_MODELS[name].create();
  const signature = Object.entries(SIZES).flatMap<[string, { readonly dims: number[] }]>(([modality, size]) => [[modality, { dims: [2, 3, size] }], [`${modality}.mask`, { dims: [2, 3] }]]);
  const { parameters } = declare((scope, tensors) => {
    const inputs = Object.keys(SIZES).map((modality) => [modality, { values: tensors[modality]!, mask: tensors[`${modality}.mask`]! }] as const);
    return model.fuse(scope, Object.fromEntries(inputs), 'clip');
  }, Object.fromEntries(signature));
  expect(parameters.reduce((all, { shape }) => all + shape.reduce((product, dim) => product * dim, 1), 0)).toBe(count);
});
