import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { holdOut } from '../../../pipeline/bench/ood/hold-out.ts';
import { oodTable } from '../../../pipeline/bench/ood/ood-table.ts';
import { makeStrangers } from '../../../pipeline/bench/ood/strangers.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { newFolder, runCommand } from '../run-command.ts';

const [COUNT, CLASSES, SIDE] = [160, 4, 4];
const DIMENSIONS = SIDE * SIDE;
const labels = Float32Array.from({ length: COUNT }, (_, index) => index % CLASSES);
const values = Float32Array.from({ length: COUNT * DIMENSIONS }, (_, at) => {
  const [row, column] = [Math.floor(at / DIMENSIONS), at % DIMENSIONS];
  return 8 + randomFor(3, row, column).normal() + 3 * randomFor(4, labels[row]!, column).normal();
});
const data = { values, labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES };

function bench(out: string, ...args: readonly string[]) {
  const folder = newFolder();
  writeFileSync(join(folder, 'x.npy'), encodeNpy({ shape: [COUNT, DIMENSIONS], data: values }));
  writeFileSync(join(folder, 'y.npy'), encodeNpy({ shape: [COUNT], data: labels }));
  return runCommand(['bench', 'ood', '--features', join(folder, 'x.npy'), '--labels', join(folder, 'y.npy'), '--methods', 'energy,vra', '--epochs', '4', '--seeds', '1', '--out', out, ...args]);
}

test('a convolutional network is trained without each pair of classes, and a second run keeps what was made', async () => {
  const out = newFolder();
  const first = await bench(out, '--picture', '4x4');
  expect(first.code).toBe(0);
  expect(first.messages).toMatch(/^\[1\/2\] without 0, 1, seed 0: .*\n\[2\/2\] without 2, 3/);
  const [header, energy, vra] = readFileSync(join(out, 'ood-auroc.csv'), 'utf8').split('\n');
  expect(header).toBe('"auroc, %",held-out,shuffled,inverted,uniform,averaged,turned,blurred,mean,over energy,"aurc, %"');
  expect([energy, vra].map((row) => row!.split(',').length)).toEqual([11, 11]);
  expect(await bench(out, '--picture', '4x4')).toEqual({ code: 0, out: first.out, messages: '' });
}, 60_000);

test('what is held out is in no part that is learnt from, and the others are numbered anew', () => {
  const held = holdOut(data, [1], 5);
  const { train, test: rest, strangers } = held;
  expect([train.labels.length, rest.labels.length, strangers.length]).toEqual([84, 36, 40]);
  expect([...new Set(train.labels)].sort()).toEqual([0, 1, 2]);
  const inputs = Array.from(train.labels, (_, row) => [...held.toInput(train.values.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS))]).flat();
  expect(inputs.reduce((sum, value) => sum + value, 0) / inputs.length).toBeCloseTo(0, 4);
  expect(inputs.reduce((sum, value) => sum + value * value, 0) / inputs.length).toBeCloseTo(1, 4);
});

test('strangers are turned, blurred, inverted and averaged test pictures', () => {
  const picture = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const parts = { test: { values: Float32Array.of(...picture, ...picture.map((value) => 10 - value)), labels: Int32Array.of(0, 1), dimensions: 9, classes: 2 }, strangers: [], range: [1, 9] as const };
  const { turned, blurred, inverted, averaged, shuffled } = makeStrangers(parts, { seed: 1, size: [3, 3] });
  expect([...turned![0]!]).toEqual([3, 6, 9, 2, 5, 8, 1, 4, 7]);
  expect([...inverted![0]!]).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect([...averaged![0]!]).toEqual(new Array(9).fill(5));
  expect([blurred![0]![0], blurred![0]![4]]).toEqual([3, 5]);
  expect([...shuffled![0]!].sort()).toEqual([...picture]);
});

test('the gain over energy is the mean over networks and kinds, with the share that is better', () => {
  const scores = (auroc: number) => ({ auroc, fpr95: 1 - auroc, auprIn: 0, auprOut: 0 });
  const record = (energy: number, vra: number) => ({ point: { held: [0], seed: 0, epochs: 1 }, kept: false, accuracy: 1, aurc: { energy: 0.02, vra: 0.01 }, scores: { energy: { a: scores(energy), b: scores(0.5) }, vra: { a: scores(vra), b: scores(0.6) } } });
  expect(oodTable([record(0.5, 0.6), record(0.7, 0.6)], 'auroc')).toEqual([
    ['auroc, %', 'a', 'b', 'mean', 'over energy', 'aurc, %'],
    ['energy', '60.0 ± 14.1', '50.0 ± 0.0', '55.0 ± 7.1', '–', '2.00 ± 0.00'],
    ['vra', '60.0 ± 0.0', '60.0 ± 0.0', '60.0 ± 0.0', '+5.0 (75 %)', '1.00 ± 0.00'],
  ]);
});

test.each([
  ['classes that leave one', ['--held', '0-1-2'], '--held: leaves 1 of 4 classes without 0, 1, 2. Leave two classes at least.'],
  ['a class that there is not', ['--held', '7'], '--held: names class 7, and there are 4, from 0. Name classes of the labels.'],
  ['a picture of another size', ['--picture', '5x5'], '--picture: 5x5 are 25 pixels, and the vectors have 16. Give the height and width of one picture.'],
])('%s is refused', async (_, args, message) => {
  const end = await bench(newFolder(), ...args);
  expect(end.code).toBe(2);
  expect(end.messages).toContain(message);
});
