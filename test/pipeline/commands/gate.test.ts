import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { writeModel } from '../../../runtime/onnx/write-model.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { newFolder, runCommand } from '../run-command.ts';

const [D, UNITS, CLASSES] = [6, 8, 3];
const folder = newFolder();
const path = (name: string) => join(folder, name);

function normals(name: string, count: number, scale = 1): Float32Array {
  const random = randomFor(9, name);
  return Float32Array.from({ length: count }, () => scale * random.normal());
}

function writeHead(name: string, seed: string): void {
  const float = (tensor: string, dims: readonly number[]) => ({ name: tensor, type: 'float32' as const, dims, data: normals(`${seed} ${tensor}`, dims.reduce((a, b) => a * b)) });
  writeFileSync(path(name), writeModel({
    nodes: [
      { op: 'Gemm', inputs: ['x', 'w1', 'b1'], outputs: ['sums'] }, { op: 'Relu', inputs: ['sums'], outputs: ['units'] },
      { op: 'Gemm', inputs: ['units', 'w2', 'b2'], outputs: ['z'] }, { op: 'Softmax', inputs: ['z'], outputs: ['p'], attributes: { axis: 1 } },
    ],
    initializers: [float('w1', [D, UNITS]), float('b1', [UNITS]), float('w2', [UNITS, CLASSES]), float('b2', [CLASSES])],
    inputs: [{ name: 'x', type: 'float32', dims: ['n', D] }],
    outputs: [{ name: 'p', type: 'float32', dims: ['n', CLASSES] }],
    metadata: { labels: 'calm,glad,sad' },
  }));
}

beforeAll(async () => {
  writeHead('head.onnx', 'a');
  writeHead('other.onnx', 'b');
  for (const [name, count, scale] of [['train', 200, 1], ['val', 100, 1], ['far', 60, 9]] as const) writeFileSync(path(`${name}.npy`), encodeNpy({ shape: [count, D], data: normals(name, count * D, scale) }));
  writeFileSync(path('val-labels.npy'), encodeNpy({ shape: [100], data: Float32Array.from({ length: 100 }, (_, row) => row % CLASSES) }));
  await runCommand(fitArgs());
});

function fitArgs(...more: readonly string[]): string[] {
  return ['gate', 'fit', path('head.onnx'), '-f', path('train.npy'), '--validation', path('val.npy'), '--validation-labels', path('val-labels.npy'), '--outliers', path('far.npy'), '--reason', 'not speech', '--coverage', '0.9', '-o', path('gate.json'), ...more];
}

test('a gate is fitted on any ONNX classifier, with the scores of each method against each kind of outliers', async () => {
  const end = await runCommand(fitArgs());
  expect([end.code, end.messages]).toEqual([0, `reading training\nreading ${path('far.npy')}\nchoosing a method\n`]);
  expect(end.out).toMatch(/^AUROC, %\s+noise\s+shuffled units\s+far\s+mean\s+settings\n/);
  expect(end.out).toMatch(/ is taken; 90 % of what the head knows is let through; temperature \d/);
  const gate = readFileSync(path('gate.json'), 'utf8');
  await runCommand(fitArgs());
  expect(readFileSync(path('gate.json'), 'utf8')).toBe(gate);
});

test('at the stated coverage one in ten of validation is uncertain, and strangers by their reason', async () => {
  const known = await runCommand(['gate', 'score', path('head.onnx'), '-g', path('gate.json'), '-f', path('val.npy'), '-l', path('val-labels.npy')]);
  expect(known.out.split('\n')[0]).toBe('name,class,probability,score,familiarity,uncertain');
  expect(known.out).toMatch(/^0,(calm|glad|sad),0\.\d+,/m);
  expect(known.messages).toMatch(/^10 of 100 uncertain \(10\.0 %: .*\nright: \d+\.\d % of all, \d+\.\d % of what is let through/);
  const far = await runCommand(['gate', 'score', path('head.onnx'), '-g', path('gate.json'), '-f', path('far.npy')]);
  expect(far.out.match(/,not speech\n/g)!.length).toBeGreaterThan(40);
});

test.each([
  ['the gate of another head', ['score', path('other.onnx'), '-g', path('gate.json'), '-f', path('val.npy')], 'gate.json: it was fitted to the file with sha256'],
  ['features of another width', ['score', path('head.onnx'), '-g', path('gate.json'), '-f', path('val-labels.npy')], 'has the shape [100], and the head takes [rows, 6]. Give features of the kind'],
  ['a folder for a head that takes one input', ['fit', path('head.onnx'), '-f', 'audio=features'], 'is for a head of `affekt train`, and there is no manifest.json beside this one'],
  ['what is no ONNX file', ['fit', path('val.npy'), '-f', path('val.npy')], 'val.npy: is damaged, or no ONNX file. Give an ONNX file in one piece'],
  ['a file that is not there', ['fit', path('none.onnx'), '-f', path('val.npy')], 'none.onnx: cannot be read (ENOENT)'],
  ['no gate', ['score', path('head.onnx'), '-g', path('none.json'), '-f', path('val.npy')], 'none.json: it cannot be read (ENOENT). Fit the gate again'],
  ['two kinds of outliers of one name', ['fit', path('head.onnx'), '-f', path('train.npy'), '--outliers', 'x/far.npy', '--outliers', 'audio=y/far.npy'], '--outliers audio=y/far.npy: is the second kind with the name "far". Put both into one folder, or rename one.'],
  ['outliers with the name of those that are made', ['fit', path('head.onnx'), '-f', path('train.npy'), '--outliers', 'x/noise.npy'], '--outliers x/noise.npy: has the name of a kind that is made here, "noise". Rename it.'],
  ['an unknown method', ['fit', path('head.onnx'), '-f', path('val.npy'), '-m', 'magic'], 'There is no "magic" among energy, msp'],
])('%s is refused in one sentence', async (_, args, message) => {
  const end = await runCommand(['gate', ...args]);
  expect(end.code).toBe(2);
  expect(end.messages).toContain(message);
});
