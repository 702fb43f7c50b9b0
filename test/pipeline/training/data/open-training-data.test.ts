import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeNpy } from '../../../../datasets/features/npy/encode-npy.ts';
import { fillBatch } from '../../../../fusion/train/fill-batch.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, readAll, table, TWELVE, twelveConfig, twelveVectors } from './corpus.ts';

const ramps = (rate: number, offset = 0) => featureFolder('face-FRA', { a: ramp(40, rate, offset), b: ramp(30, rate, offset), c: ramp(20, rate, offset) });
const labels = (rate = 10) => frameTable({ a: { count: 2 * rate, rate }, b: { count: rate, rate, split: 'val' }, c: { count: rate, rate, split: 'test' } });

test('clips of vectors become examples with their class, parted by speaker', async () => {
  const data = await openTrainingData(twelveConfig());
  expect(data.layout).toEqual({ modalities: { audio: { dimensions: 3, length: null } }, targets: ['target.expression', 'target.expression.weight'], frames: null });
  expect(data.folds.map(({ name, train, val, test: held, classCounts }) => [name, train.size, val.size, held.size, classCounts])).toEqual([1, 2, 3].map((fold) => [`fold-${fold}`, 8, 4, 0, [4, 4]]));
  const [example] = await readAll(data.folds[0]!.train);
  const index = TWELVE.findIndex(({ clip }) => clip === example!.clip);
  expect(example).toEqual({ clip: example!.clip, group: TWELVE[index]!.speaker, features: { audio: { values: Float32Array.of(index, index + 0.5, 1), valid: undefined } }, targets: { expression: Int32Array.of(index % 2) } });
});

test('no speaker is on both sides of a fold, and every clip is validated on once', async () => {
  const { folds } = await openTrainingData(twelveConfig());
  const validated: string[] = [];
  for (const { train, val } of folds) {
    const seen = new Set((await readAll(train)).map(({ group }) => group));
    const judged = await readAll(val);
    expect(judged.filter(({ group }) => seen.has(group))).toEqual([]);
    validated.push(...judged.map(({ clip }) => clip));
  }
  expect(validated.sort()).toEqual(TWELVE.map(({ clip }) => clip));
});

test('the same configuration gives the same examples in the same order, another seed other folds', async () => {
  const config = { ...twelveConfig(), folds: { kind: 'random', folds: 3, stratify: true, missingClasses: 'refuse' } as const };
  const order = async (seed: number) => (await readAll((await openTrainingData({ ...config, seed })).folds[0]!.train)).map(({ clip }) => clip);
  expect(await order(1)).toEqual(await order(1));
  expect(await order(1)).not.toEqual(await order(2));
});

test('random folds come with a warning that scores say little about new people', async () => {
  const data = await openTrainingData(twelveConfig({ folds: { kind: 'random', folds: 3, stratify: true } }));
  expect(data.warnings.join(' ')).toMatch(/speakers are in training and in validation/);
});

test('valence without a label is NaN, so that it weighs nothing', async () => {
  const file = table(['name,expression,speaker,valence', ...TWELVE.map(({ clip, expression, speaker }, index) => `${clip},${expression},${speaker},${index === 0 ? '' : 0.5}`)]);
  const data = await openTrainingData(twelveConfig({ head: { name: 'mer' }, labels: { file, columns: { valence: 'valence' } } }));
  const all = (await Promise.all(data.folds.map(({ val }) => readAll(val)))).flat();
  expect(all.find(({ clip }) => clip === 'c00')!.targets).toEqual({ expression: Int32Array.of(0), valence: Float32Array.of(NaN) });
  const batch = fillBatch(data.layout, all);
  expect([...(batch['target.valence.weight'] as Float32Array)].filter((weight) => weight === 1)).toHaveLength(11);
});

test('a modality that a clip lacks is an absent key', async () => {
  const face = featureFolder('face-UTT', { c00: [[1, 2]], c05: [[3, 4]] });
  const { folds, summary } = await openTrainingData(twelveConfig({ features: { audio: { folder: twelveVectors() }, face: { folder: face } } }));
  const all = (await Promise.all(folds.map(({ val }) => readAll(val)))).flat();
  expect(all.filter(({ features }) => 'face' in features).map(({ clip }) => clip).sort()).toEqual(['c00', 'c05']);
  expect(summary.modalities.face).toEqual({ dimensions: 2, present: 2, zeroRows: 0, shortest: 1, longest: 1 });
});

test('labelled clips without features and clips without labels are told of, with the first names', async () => {
  const file = table(['name,expression,speaker', ...TWELVE.map(({ clip, expression, speaker }) => `${clip},${expression},${speaker}`), ...['x1', 'x2', 'x3', 'x4', 'x5'].map((clip) => `${clip},calm,s0`)]);
  const audio = featureFolder('audio-UTT', { ...Object.fromEntries(TWELVE.map(({ clip }) => [clip, [[1, 2]]])), spare: [[1, 2]] });
  const { warnings, summary } = await openTrainingData(twelveConfig({ features: { audio: { folder: audio } }, labels: { file } }));
  expect(summary.clips).toBe(12);
  expect(warnings).toContain('5 of 17 labelled clips have no features and are left out: x1, x2, x3 and 2 more.');
  expect(warnings).toContain('1 clips have features and no labels, and are not used: spare.');
});

test('a clip whose files hold no row is left out with a warning', async () => {
  const audio = featureFolder('audio-UTT', { ...Object.fromEntries(TWELVE.slice(1).map(({ clip }) => [clip, [[1, 2]]])), c00: [] });
  const { warnings, summary } = await openTrainingData(twelveConfig({ features: { audio: { folder: audio } } }));
  expect(summary.clips).toBe(11);
  expect(warnings.join(' ')).toMatch(/1 labelled clips have files without a row of features and are left out: c00/);
});

test('a ramp at 25 Hz is the same ramp at the times of the labels', async () => {
  const data = await openTrainingData(configOf({ ...FRAMES, features: { face: { folder: ramps(25) } }, labels: { ...FRAMES.labels, file: labels(10) } }));
  const { features, targets } = await data.folds[0]!.train.read(0);
  const times = Array.from({ length: 20 }, (_, row) => row / 10);
  expect(features.face!.valid).toEqual(Uint8Array.from(times, (time) => (time <= 39 / 25 ? 1 : 0)));
  times.filter((time) => time <= 39 / 25).forEach((time, row) => {
    expect(features.face!.values[2 * row]).toBeCloseTo(time, 6);
    expect(features.face!.values[2 * row + 1]).toBeCloseTo(-time, 6);
    expect(targets.valence![row]).toBeCloseTo(time / 10, 6);
  });
  expect(data.layout).toMatchObject({ modalities: { face: { length: 20 } }, frames: 20 });
});

test('frames before the first feature are masked', async () => {
  const data = await openTrainingData(configOf({ ...FRAMES, features: { face: { folder: ramps(25, 0.45) } }, labels: { ...FRAMES.labels, file: labels(10) } }));
  const { features } = await data.folds[0]!.val.read(0);
  expect([...features.face!.valid!]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
});

test('a crop that is missing between two numbered files is a gap in time, not a step', async () => {
  const face = join(mkdtempSync(join(tmpdir(), 'affekt-crops-')), 'face-FRA');
  for (const clip of ['a', 'b', 'c']) {
    mkdirSync(join(face, clip), { recursive: true });
    [1, 2, 9, 10].forEach((number) => writeFileSync(join(face, clip, `${String(number).padStart(5, '0')}.npy`), encodeNpy({ shape: [1], data: Float32Array.of(number) })));
  }
  const features = { face: { folder: face, hop: 0.1, firstNumber: 1 } };
  const data = await openTrainingData(configOf({ ...FRAMES, alignment: { maxGap: 0.3 }, features, labels: { ...FRAMES.labels, file: labels(10) } }));
  const { values, valid } = (await data.folds[0]!.val.read(0)).features.face!;
  expect([...valid!]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 1, 1]);
  expect([values[0], values[1], values[8], values[9]].map((value) => Number(value!.toFixed(5)))).toEqual([1, 2, 9, 10]);
});

test('one vector a clip is repeated on the times of the labels', async () => {
  const text = featureFolder('text-UTT', { a: [[7]], b: [[8]], c: [[9]] });
  const data = await openTrainingData(configOf({ ...FRAMES, features: { face: { folder: ramps(25) }, text: { folder: text } }, labels: { ...FRAMES.labels, file: labels() } }));
  expect((await data.folds[0]!.val.read(0)).features.text!.values).toEqual(new Float32Array(10).fill(8));
  expect(data.layout.modalities.text).toEqual({ dimensions: 1, length: 20 });
});

test('windows overlap as asked, follow each other and cover the last frame (trap 12)', async () => {
  const data = await openTrainingData(configOf({ ...FRAMES, windows: { size: 0.8, hop: 0.5 }, features: { face: { folder: ramps(25) } }, labels: { ...FRAMES.labels, file: labels(10) } }));
  const windows = await readAll(data.folds[0]!.train);
  expect(windows.map(({ clip, start, targets }) => [clip, start, targets.valence!.length])).toEqual([['a', 0, 8], ['a', 5, 8], ['a', 10, 8], ['a', 12, 8]]);
  expect(windows[3]!.targets.valence!.at(-1)).toBeCloseTo(0.19, 6);
  expect(windows[2]!.features.face!.values[0]).toBeCloseTo(1, 6);
  expect(data.layout).toMatchObject({ modalities: { face: { length: 8 } }, frames: 8 });
});

test('windows hold as many seconds whatever the rate of the labels', async () => {
  const file = frameTable({ a: { count: 30, rate: 10 }, b: { count: 60, rate: 20, split: 'val' }, c: { count: 30, rate: 10 } });
  const data = await openTrainingData(configOf({ ...FRAMES, windows: { size: 1, hop: 1 }, features: { face: { folder: ramps(25) } }, labels: { ...FRAMES.labels, file } }));
  const [train, val] = await Promise.all([readAll(data.folds[0]!.train), readAll(data.folds[0]!.val)]);
  expect(train.map(({ targets }) => targets.valence!.length)).toEqual([10, 10, 10, 10, 10, 10]);
  expect(val.map(({ start, targets }) => [start, targets.valence!.length])).toEqual([[0, 20], [20, 20], [40, 20]]);
  expect(data.layout).toMatchObject({ frames: 20 });
});

test('features long after the last label are not among those at their own times', async () => {
  const audio = featureFolder('x-FRA', { a: ramp(500, 50), b: ramp(500, 50), c: ramp(500, 50) });
  const data = await openTrainingData(configOf({ ...FRAMES, model: { name: 'mult' }, features: { face: { folder: ramps(25) }, audio: { folder: audio } }, labels: { ...FRAMES.labels, file: labels(10) } }));
  expect(data.layout.modalities.audio!.length).toBe(100);
});

test('windows of clips with one label each hold the label and are pooled for a model of vectors', async () => {
  const face = featureFolder('face-FRA', Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(20, 10)])));
  const data = await openTrainingData(twelveConfig({ features: { face: { folder: face } }, windows: { size: 1, hop: 1 } }));
  expect(data.folds[0]!.val.size).toBe(8);
  const [first, second] = await readAll(data.folds[0]!.val);
  expect([first!.clip, first!.targets, 'start' in first!]).toEqual([second!.clip, second!.targets, false]);
  expect(first!.features.face!.values[0]).toBeCloseTo(0.45, 6);
  expect(second!.features.face!.values[0]).toBeCloseTo(1.45, 6);
  expect(data.folds[0]!.classCounts).toEqual([8, 8]);
});

test('sequences of clips go onto the timeline of a modality, or a regular one', async () => {
  const [face, audio] = [25, 5].map((rate) => featureFolder(`x-FRA`, Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(2 * rate, rate)]))));
  const features = { face: { folder: face! }, audio: { folder: audio! } };
  const onto = await openTrainingData(twelveConfig({ features, model: { name: 'tcn' }, alignment: { onto: 'audio' } }));
  const regular = await openTrainingData(twelveConfig({ features, model: { name: 'tcn' }, alignment: { rate: 20 } }));
  expect([onto, regular].map(({ layout }) => Object.values(layout.modalities).map(({ length }) => length))).toEqual([[10, 10], [40, 40]]);
  const { values } = (await onto.folds[0]!.train.read(0)).features.face!;
  expect([values[0], values[2], values[18]].map((value) => Number(value!.toFixed(5)))).toEqual([0, 0.2, 1.8]);
});

test('a model of unaligned sequences is given each modality at its own times', async () => {
  const [face, audio] = [25, 5].map((rate) => featureFolder(`x-FRA`, Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(2 * rate, rate)]))));
  const settings = { features: { face: { folder: face! }, audio: { folder: audio! } }, model: { name: 'mult' } };
  const whole = await openTrainingData(twelveConfig(settings));
  expect(Object.values(whole.layout.modalities).map(({ length }) => length)).toEqual([50, 10]);
  const cut = await openTrainingData(twelveConfig({ ...settings, windows: { size: 1, hop: 1 } }));
  const second = await cut.folds[0]!.train.read(1);
  expect([second.features.face!.values.length, second.features.audio!.values.length, second.features.audio!.values[0]]).toEqual([50, 10, 1]);
});

test('for a learned alignment modalities keep their rates, which are told', async () => {
  const [face, audio] = [25, 50].map((rate) => featureFolder(`x-FRA`, Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(2 * rate, rate, 0.004)]))));
  const data = await openTrainingData(twelveConfig({ features: { face: { folder: face! }, audio: { folder: audio! } }, model: { name: 'tcn' }, alignment: { method: 'convolution', onto: 'face', channels: 8 } }));
  expect(data.alignment).toMatchObject({ onto: 'face', channels: 8 });
  expect(data.alignment!.rates.face).toBeCloseTo(25, 6);
  expect(data.alignment!.rates.audio).toBeCloseTo(50, 6);
  expect(Object.values(data.layout.modalities).map(({ length }) => length)).toEqual([51, 102]);
  const { audio: heard } = (await data.folds[0]!.train.read(0)).features;
  expect(heard!.values[2 * 10]).toBeCloseTo(0.204, 5);
  expect([...heard!.valid!.subarray(0, 100)]).not.toContain(0);
});

test('a gap in a modality of a learned alignment is masked, not filled from its neighbours', async () => {
  const gappy = (rate: number) => featureFolder('x-FRA', Object.fromEntries(TWELVE.map(({ clip }) => [clip, { times: [0, 1, 2, 6, 7, 8, 9].map((row) => row / rate), rows: [0, 1, 2, 6, 7, 8, 9].map((row) => [row]) }])));
  const settings = { features: { face: { folder: gappy(10) }, audio: { folder: gappy(20) } }, model: { name: 'tcn' }, alignment: { method: 'convolution', onto: 'face' } };
  const { features } = await (await openTrainingData(twelveConfig(settings))).folds[0]!.train.read(0);
  expect([...features.face!.valid!]).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1, 1]);
  expect([...features.audio!.valid!.subarray(0, 10)]).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1, 1]);
});

test('folds are alike in windows, not in clips', async () => {
  const rows = [90, 10, 10, 10, 20, 20, 20];
  const face = featureFolder('x-FRA', Object.fromEntries(rows.map((count, index) => [`v${index}`, ramp(count, 10)])));
  const file = table(['name,expression,speaker', ...rows.map((_, index) => `v${index},calm,p${index}`)]);
  const settings = { features: { face: { folder: face } }, labels: { file }, windows: { size: 1, hop: 1 }, folds: { kind: 'group', by: 'speaker', folds: 2, stratify: false, missingClasses: 'warn' } } as const;
  expect((await openTrainingData(twelveConfig(settings))).folds.map(({ val }) => val.size)).toEqual([9, 9]);
});

test('a learned alignment of windows hears the sound of each window', async () => {
  const audio = featureFolder('x-FRA', { a: ramp(200, 100), b: ramp(100, 100), c: ramp(100, 100) });
  const settings = { ...FRAMES, windows: { size: 0.8, hop: 0.5 }, alignment: { method: 'convolution', onto: 'face' }, features: { face: { folder: ramps(25) }, audio: { folder: audio } } };
  const data = await openTrainingData(configOf({ ...settings, labels: { ...FRAMES.labels, file: labels(10) } }));
  const window = await data.folds[0]!.train.read(2);
  expect([window.features.face!.values.length, window.features.audio!.values.length]).toEqual([16, 160]);
  expect(window.features.audio!.values[0]).toBeCloseTo(1, 5);
});

test('a file that is deleted after opening is still read from memory, and without memory from disk', async () => {
  const folder = twelveVectors();
  const [keeping, forgetting] = await Promise.all([1.5, 0].map((memory) => openTrainingData(twelveConfig({ features: { audio: { folder } }, runtime: { memory } }))));
  const before = await Promise.all([keeping!, forgetting!].map((data) => readAll(data.folds[0]!.train)));
  expect(before[0]).toEqual(before[1]);
  before[0]!.forEach(({ clip }) => rmSync(join(folder, `${clip}.npy`)));
  await expect(keeping!.folds[0]!.train.read(0)).resolves.toEqual(before[0]![0]);
  await expect(forgetting!.folds[0]!.train.read(0)).rejects.toThrow(/does not exist/);
});

test('progress counts the clips, and an aborted signal ends the opening', async () => {
  const seen: string[] = [];
  await openTrainingData(twelveConfig(), { onProgress: (done, total) => seen.push(`${done}/${total}`) });
  expect(seen).toEqual(Array.from({ length: 12 }, (_, index) => `${index + 1}/12`));
  await expect(openTrainingData(twelveConfig(), { signal: AbortSignal.abort() })).rejects.toThrow(/aborted/);
});

test('folds by speaker have names that are safe as folders, whatever the speakers are called', async () => {
  const speakers = ['../../x', 'José M.', '李', '李?', 'y'.repeat(300), `${'y'.repeat(300)}z`];
  const rows = TWELVE.map(({ clip }, index) => `${clip},${index % 2 === 0 ? 'calm' : 'tense'},${speakers[index >> 1]!}`);
  const { folds } = await openTrainingData(twelveConfig({ labels: { file: table(['name,expression,speaker', ...rows]) }, folds: { kind: 'leave-one-out', by: 'speaker' } }));
  expect(folds.map(({ name }) => name)).toEqual(['fold-..-..-x', 'fold-José-M.', 'fold-李', 'fold-李-', `fold-${'y'.repeat(50)}`, `fold-${'y'.repeat(50)}-2`]);
});
