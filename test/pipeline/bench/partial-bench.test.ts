import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeNpy } from '../../../datasets/features/npy/encode-npy.ts';
import { PARTIAL_ENTRANT_NAMES } from '../../../pipeline/bench/partial-entrant-names.ts';
import { PARTIAL_ENTRANTS } from '../../../pipeline/bench/partial-entrants.ts';
import { splitVectors } from '../../../pipeline/bench/labelled-vectors.ts';
import { readClipVectors } from '../../../pipeline/bench/read-clip-vectors.ts';
import { partialTable } from '../../../pipeline/bench/partial-table.ts';
import type { PartialRecord } from '../../../pipeline/bench/partial-bench.ts';
import { randomFor } from '../../../runtime/train/random.ts';
import { newFolder, runCommand } from '../run-command.ts';

const [COUNT, CLASSES, DIMENSIONS] = [240, 4, 6];
const labels = Float32Array.from({ length: COUNT }, (_, index) => index % CLASSES);
const values = Float32Array.from({ length: COUNT * DIMENSIONS }, (_, at) => {
  const [row, column] = [Math.floor(at / DIMENSIONS), at % DIMENSIONS];
  return randomFor(3, row, column).normal() + 2 * randomFor(4, labels[row]!, column).normal() + 10;
});

function files(given: { readonly features?: Float32Array; readonly labels?: Float32Array; readonly columns?: number } = {}): string[] {
  const folder = newFolder();
  const { features = values, labels: classes = labels, columns = DIMENSIONS } = given;
  writeFileSync(join(folder, 'x.npy'), encodeNpy({ shape: [features.length / columns, columns], data: features }));
  writeFileSync(join(folder, 'y.npy'), encodeNpy({ shape: [classes.length], data: classes }));
  return ['--features', join(folder, 'x.npy'), '--labels', join(folder, 'y.npy')];
}

test('the help names every entrant, in order', () => expect(PARTIAL_ENTRANT_NAMES).toEqual(Object.keys(PARTIAL_ENTRANTS)));

test('methods are compared on drawn sets, and a second run keeps what was made', async () => {
  const out = newFolder();
  const args = ['bench', 'partial', ...files(), '--methods', 'cc,truth', '--ambiguity', '0.3', '--noise', '0,0.3', '--seeds', '2', '--epochs', '6', '--opens-at', '2', '--out', out];
  const first = await runCommand(args);
  expect(first.code).toBe(0);
  expect(first.messages.trimEnd().split('\n')).toHaveLength(8);
  const rows = readFileSync(join(out, 'partial.csv'), 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  expect(rows.map(([name]) => name)).toEqual(['"accuracy', 'η drawn / candidates', 'cc', 'truth']);
  expect(first.out).toMatch(/^accuracy, %\s+q 0\.3 η 0\s+q 0\.3 η 0\.3\n/);
  expect(Number.parseFloat(rows[3]![1]!)).toBeGreaterThan(80);
  const again = await runCommand(args);
  expect([again.out, again.messages]).toEqual([first.out, '']);
}, 60_000);

test('a split has 70 % of each class to learn from, centred and of variance 1, and no example twice', () => {
  const { train, test: rest } = splitVectors({ values, labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES }, { seed: 1 });
  expect([train.labels.length, rest.labels.length]).toEqual([168, 72]);
  for (let label = 0; label < CLASSES; label++) expect(train.labels.filter((each) => each === label)).toHaveLength(42);
  const mean = train.values.reduce((sum, value) => sum + value, 0) / train.values.length;
  expect(mean).toBeCloseTo(0, 5);
  expect(train.values.reduce((sum, value) => sum + value * value, 0) / train.values.length).toBeCloseTo(1, 4);
  const rows = new Set([...train.values, ...rest.values].flatMap((value, at) => (at % DIMENSIONS === 0 ? [value] : [])));
  expect(rows.size).toBe(COUNT);
});

test('scaled each by its own, every dimension has variance 1', () => {
  const stretched = { values: values.map((value, at) => value * (1 + (at % DIMENSIONS))), labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES };
  const { train } = splitVectors(stretched, { seed: 1, scale: 'each' });
  for (let column = 0; column < DIMENSIONS; column++) expect(train.values.filter((_, at) => at % DIMENSIONS === column).reduce((sum, value) => sum + value * value, 0) / train.labels.length).toBeCloseTo(1, 3);
});

test('scaled by one mean and one deviation, as for pictures, numbers keep their place beside each other', () => {
  const { train } = splitVectors({ values, labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES }, { seed: 1, scale: 'one' });
  const { train: own } = splitVectors({ values, labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES }, { seed: 1, scale: 'all' });
  const columnMean = (of: Float32Array, column: number) => of.filter((_, at) => at % DIMENSIONS === column).reduce((sum, value) => sum + value, 0) / train.labels.length;
  expect(train.values.reduce((sum, value) => sum + value, 0) / train.values.length).toBeCloseTo(0, 5);
  expect(train.values.reduce((sum, value) => sum + value * value, 0) / train.values.length).toBeCloseTo(1, 4);
  expect(Math.abs(columnMean(own.values, 0))).toBeLessThan(1e-5);
  expect(Math.abs(columnMean(train.values, 0))).toBeGreaterThan(0.01);
});

test('vectors that are pictures are learnt from as such, mirrored or not: three runs of one seed differ', async () => {
  const run = async (...more: string[]) => (await runCommand(['bench', 'partial', ...files(), '--methods', 'moving', '--noise', '0.2', '--seeds', '1', '--epochs', '3', '--scale', 'one', '--json', '--quiet', ...more, '--out', newFolder()])).out;
  const size = `1x${DIMENSIONS}`;
  const outcomes = await Promise.all([run(), run('--picture', size), run('--picture', size, '--flip')]);
  expect(new Set(outcomes.map((line) => (JSON.parse(line) as PartialRecord).right)).size).toBe(3);
}, 60_000);

test('features of clips and a table of labels are read together; a clip without either is left out', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'x-UTT'));
  for (let row = 0; row < 20; row++) writeFileSync(join(folder, 'x-UTT', `c${row}.npy`), encodeNpy({ shape: [DIMENSIONS], data: values.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS) }));
  writeFileSync(join(folder, 'labels.csv'), ['name,expression', ...Array.from({ length: 22 }, (_, row) => `c${row},${row === 5 ? '' : ['joy', 'anger'][row % 2]!}`), ''].join('\n'));
  const data = await readClipVectors(join(folder, 'x-UTT'), join(folder, 'labels.csv'));
  expect([data.labels.length, data.dimensions, data.classes]).toEqual([19, DIMENSIONS, 2]);
  expect([...data.labels.subarray(0, 4)]).toEqual([1, 0, 1, 0]);
});

test('a column of the table parts the clips: nobody is both learnt from and tested on, whoever has how many', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'x-UTT'));
  for (let row = 0; row < 40; row++) writeFileSync(join(folder, 'x-UTT', `c${row}.npy`), encodeNpy({ shape: [1], data: Float32Array.of(row) }));
  const speaker = (row: number) => Math.floor(Math.sqrt(row * 2.5)); // 0 to 9, ever more clips each
  writeFileSync(join(folder, 'labels.csv'), ['name,expression,speaker', ...Array.from({ length: 40 }, (_, row) => `c${row},${['joy', 'anger'][row % 2]!},s${speaker(row)}`), ''].join('\n'));
  const data = await readClipVectors(join(folder, 'x-UTT'), join(folder, 'labels.csv'), 'speaker');
  const splits = [1, 2].map((seed) => splitVectors(data, { seed }));
  for (const { train, test: rest } of splits) {
    expect(new Set(train.groups).size).toBe(7);
    expect(train.groups!.filter((group) => rest.groups!.includes(group))).toEqual([]);
    expect([train.labels.length + rest.labels.length, train.groups!.length]).toEqual([40, train.labels.length]);
  }
  expect(splits[0]).not.toEqual(splits[1]);
});

test('blur adds the same noise to an example each time, of the deviation that is asked for', () => {
  const data = { values, labels: Int32Array.from(labels), dimensions: DIMENSIONS, classes: CLASSES };
  const [plain, blurred, again] = [0, 0.5, 0.5].map((blur) => splitVectors(data, { seed: 1, blur }).train.values);
  expect(again).toEqual(blurred);
  const variance = blurred!.reduce((sum, value, at) => sum + (value - plain![at]!) ** 2, 0) / plain!.length;
  expect(Math.sqrt(variance)).toBeCloseTo(0.5, 1);
});

test('cells are means over seeds with their standard deviation', () => {
  const record = (entrant: string, seed: number, accuracy: number): PartialRecord => ({ entrant, accuracy, right: 0, recall: 0, lambda: 0, candidates: 2, noise: 0.1, kept: false, point: { ambiguity: 0.3, noise: 0.1, seed, epochs: 1, opensAt: 1, jitter: 0 } });
  expect(partialTable([record('a', 0, 0.5), record('a', 1, 0.7), record('truth', 0, 1)])).toEqual([['accuracy, %', 'q 0.3 η 0.1'], ['η drawn / candidates', '0.100 / 2.00'], ['a', '60.00 ± 14.14'], ['truth', '100.00']]);
});

test.each([
  ['labels of another number', files({ labels: labels.subarray(0, 9) }), /y\.npy: has 9 labels for 240 vectors/],
  ['labels that are no classes', files({ labels: labels.map((label) => label + 0.5) }), /y\.npy: has 0\.5 as label 0/],
  ['one class', files({ labels: new Float32Array(COUNT) }), /y\.npy: has one class only/],
  ['pictures of another size', [...files(), '--picture', '9x9x3'], /--picture: a picture of 9 × 9 × 3 has 243 numbers, and the vectors have \d+\. Give rows/],
  ['views of pictures of vectors that are none', [...files(), '--rotation', '15'], /--rotation: .*Give the size of the pictures with --picture/],
  ['groups of labels that are no table', [...files(), '--group', 'speaker'], /--group: .*y\.npy has classes only, and "speaker" would be a column\. Give the labels as a table/],
  ['a file that is not there', ['--features', 'nowhere.npy', '--labels', 'y.npy'], /nowhere\.npy: .*Check the path/],
])('%s: one line says so', async (_, args, message) => {
  const { code, messages } = await runCommand(['bench', 'partial', ...args, '--out', newFolder()]);
  expect(code).toBe(2);
  expect(messages).toMatch(message);
});

test('an unknown method is refused with those that are known', async () => {
  const { code, messages } = await runCommand(['bench', 'partial', ...files(), '--methods', 'mcc']);
  expect(code).toBe(2);
  expect(messages).toMatch(/There is no "mcc" among average, cc, proden/);
});
