import { expect, test } from 'vitest';
import { ConfigError } from '../../../../configs/config-error.ts';
import { DatasetError } from '../../../../datasets/dataset-error.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, table, TWELVE, twelveConfig, twelveVectors, type Rows } from './corpus.ts';

const twelve = (vector: (index: number) => Rows) => ({ audio: { folder: featureFolder('audio-UTT', Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, vector(index)]))) } });
const face = { face: { folder: featureFolder('face-FRA', { a: ramp(40, 25), b: ramp(40, 25) }) } };
const frames = { ...FRAMES.labels, file: frameTable({ a: { count: 10, rate: 10 }, b: { count: 10, rate: 10, split: 'val' } }) };

test.each([
  ['an unknown model', { model: { name: 'bert' } }, /model\.name: there is no model "bert"; known are attention, .*tcn\. Correct/],
  ['an unknown option of a model', { model: { name: 'attention', options: { hiden: 3 } } }, /model\.options: attention\.hiden: is no option of this model\. Use hidden/],
  ['an unknown metric', { training: { metric: 'f1' } }, /training\.metric: there is no metric "f1"; known are auto, ccc/],
  ['a metric that the head has nothing for', { training: { metric: 'ccc' } }, /training\.metric: ccc cannot be computed of expression/],
  ['an unknown alignment', { alignment: { method: 'dtw' } }, /alignment\.method: there is no alignment "dtw"; known are linear, nearest/],
  ['an unknown modality to align onto', { alignment: { onto: 'face' } }, /alignment\.onto: there is no modality "face"; there are audio/],
  ['a learned alignment onto nothing', { alignment: { method: 'convolution' } }, /alignment\.onto: .*name one of audio/],
  ['a head for valence without such a column', { head: { name: 'mer' } }, /labels\.columns\.valence: the head "mer" predicts valence, and no column is named for it/],
  ['classes that are not listed', { labels: { classes: undefined } }, /labels\.classes: the head "expression" predicts classes/],
  ['folds by something without a column', { folds: { kind: 'given', by: 'split' } }, /labels\.columns\.split: the folds go by split/],
  ['a modality with the name of an output', { features: { valence: { folder: twelveVectors() } } }, /features\.valence: "valence" is the name of an output of the head; call the modality something else/],
  ['windows of vectors', { windows: { size: 1, hop: 1 } }, /windows: every modality has one vector a clip/],
  ['aliases of no class', { labels: { aliases: { x: 'y' } } }, /labels: The alias "x" means "y", which is not among the classes/],
] as const)('%s is refused', async (_, settings, message) => {
  const opening = openTrainingData(twelveConfig(settings));
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toThrow(ConfigError);
});

test('all parts that do not suit each other are named at once', async () => {
  const config = twelveConfig({ head: { name: 'valence-arousal' }, alignment: { method: 'dtw' }, folds: { kind: 'given', by: 'fold' } });
  await expect(openTrainingData(config)).rejects.toThrow(/columns\.valence.*columns\.arousal.*columns\.fold.*alignment\.method/s);
});

test('a model of one vector a clip is refused for labels by frame', async () => {
  await expect(openTrainingData(configOf({ ...FRAMES, labels: frames, features: face, model: { name: 'attention' } }))).rejects.toThrow(/model\.name: "attention" gives one prediction a clip, and the labels are by frame/);
});

test('labels by frame without a column of times are refused', async () => {
  await expect(openTrainingData(configOf({ ...FRAMES, labels: { ...frames, columns: { valence: 'valence', arousal: 'arousal', split: 'split' } }, features: face }))).rejects.toThrow(/labels\.columns\.time: /);
});

test.each([
  ['a clip of other dimensions', twelve((index) => [index === 7 ? [1, 2] : [1, 2, 3]]), /c07\.npy: the clip "c07" has 2 dimensions, and "c00" has 3/, 'DIMENSIONS'],
  ['a feature that is not finite', twelve((index) => [[1, index === 5 ? NaN : 2]]), /c05\.npy: is NaN at row 0, column 1/, 'NOT_FINITE'],
  ['a folder of other clips', { audio: { folder: featureFolder('audio-UTT', { 'c00.mp4': [[1]] }) } }, /audio-UTT: has features of none of the 12 clips in .*labels\.csv; it has c00\.mp4, and the table c00, c01, c02 and 9 more/, 'NO_COMMON_CLIP'],
  ['an empty folder', { audio: { folder: featureFolder('audio-UTT', {}) } }, /audio-UTT: holds no feature files/, 'EMPTY_FOLDER'],
  ['a modality without any row among the labelled clips', { audio: { folder: featureFolder('audio-UTT', { c00: [], c01: [], spare: [[1]] }) } }, /audio-UTT: has no row of features for any of the 2 labelled clips/, 'NO_COMMON_CLIP'],
  ['a folder that does not exist', { audio: { folder: '/nowhere/audio-UTT' } }, /\/nowhere\/audio-UTT: does not exist/, 'NOT_FOUND'],
])('%s is refused', async (_, features, message, code) => {
  const opening = openTrainingData(twelveConfig({ features }));
  await expect(opening).rejects.toThrow(message);
  await expect(opening).rejects.toSatisfy((error) => error instanceof DatasetError && error.code === code);
});

test('a fold without a class is refused, or told of where that is allowed', async () => {
  const rows = TWELVE.map(({ clip, expression, speaker }) => `${clip},${speaker === 's0' ? 'calm' : expression},${speaker}`);
  const settings = (missingClasses: 'refuse' | 'warn') => twelveConfig({ folds: { kind: 'group', by: 'speaker', folds: 3, missingClasses }, labels: { file: table(['name,expression,speaker', ...rows]) } });
  await expect(openTrainingData(settings('refuse'))).rejects.toThrow(/validation part of fold \d has no clip of the class "tense"/);
  expect((await openTrainingData(settings('warn'))).warnings.join(' ')).toMatch(/has no clip of the class "tense"/);
});

test('a fold without a class among labels by frame is refused', async () => {
  const rows = ['a', 'b'].flatMap((clip) => [0, 1, 2, 3].map((row) => `${clip},${row / 10},${clip === 'a' && row > 1 ? 'tense' : 'calm'},${clip === 'a' ? 'train' : 'val'}`));
  const columns = { time: 'time', expression: 'expression', split: 'split' };
  const config = configOf({ ...FRAMES, head: { name: 'expression' }, features: face, labels: { level: 'frame', file: table(['name,time,expression,split', ...rows]), columns, classes: ['calm', 'tense'] } });
  await expect(openTrainingData(config)).rejects.toThrow(/validation part of fold-given has no frame of the class "tense"/);
});

test('a fold without any label of a task is refused', async () => {
  const rows = TWELVE.map(({ clip, expression, speaker }) => `${clip},${expression},${speaker},${speaker === 's0' ? '' : 0.5}`);
  const config = twelveConfig({ head: { name: 'mer' }, labels: { file: table(['name,expression,speaker,valence', ...rows]), columns: { valence: 'valence' } }, folds: { kind: 'leave-one-out', by: 'speaker' } });
  await expect(openTrainingData(config)).rejects.toThrow(/validation part of fold-s0 has no label of valence/);
});

test('a fold with one value of valence to judge by is refused', async () => {
  const rows = TWELVE.map(({ clip, expression, speaker }, index) => `${clip},${expression},${speaker},${speaker === 's0' && index > 0 ? '' : index / 12}`);
  const config = twelveConfig({ head: { name: 'mer' }, labels: { file: table(['name,expression,speaker,valence', ...rows]), columns: { valence: 'valence' } }, folds: { kind: 'leave-one-out', by: 'speaker' } });
  await expect(openTrainingData(config)).rejects.toThrow(/validation part of fold-s0 has only one label of valence/);
});

test('a learned alignment refuses clips of another rate, with the way out', async () => {
  const uneven = { face: { folder: featureFolder('face-FRA', { a: ramp(40, 25), b: ramp(40, 30), c: ramp(40, 25) }) } };
  const settings = { ...FRAMES, features: uneven, alignment: { method: 'convolution', onto: 'face' } };
  const file = frameTable({ a: { count: 10, rate: 10 }, b: { count: 10, rate: 10, split: 'val' }, c: { count: 10, rate: 10 } });
  await expect(openTrainingData(configOf({ ...settings, labels: { ...FRAMES.labels, file } }))).rejects.toThrow(/face-FRA: the clip "b" has 30 rows a second where most have 25, .*"linear" takes any times/);
});

test('a learned alignment refuses labels with a gap', async () => {
  const rows = ['a', 'b'].flatMap((clip) => [0, 1, 2, 3, clip === 'b' ? 9 : 4].map((row) => `${clip},${row / 10},0.1,0.2,${clip === 'a' ? 'train' : 'val'}`));
  const file = table(['name,time,valence,arousal,split', ...rows]);
  await expect(openTrainingData(configOf({ ...FRAMES, features: face, alignment: { method: 'convolution', onto: 'face' }, labels: { ...FRAMES.labels, file } }))).rejects.toThrow(/the labels of the clip "b" do not follow each other at 10 a second/);
});

test('aligning onto a modality of vectors is refused', async () => {
  const features = { audio: { folder: twelveVectors() }, face: { folder: featureFolder('face-FRA', Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(5, 10)]))) } };
  await expect(openTrainingData(twelveConfig({ features, model: { name: 'tcn' }, alignment: { onto: 'audio' } }))).rejects.toThrow(/alignment\.onto: "audio" has one vector a clip/);
});

test('a batch that will not fit is told of before training', async () => {
  const features = { face: { folder: featureFolder('face-FRA', Object.fromEntries(TWELVE.map(({ clip }) => [clip, ramp(5000, 1)]))) } };
  const { warnings } = await openTrainingData(twelveConfig({ features, model: { name: 'tcn' }, alignment: { onto: 'face' }, training: { batch: 30_000 } }));
  expect(warnings.join(' ')).toMatch(/A batch takes 1\.8 GB, because the longest example has 5000 rows/);
});

test('features that do not fit into memory are told of', async () => {
  const { warnings } = await openTrainingData(twelveConfig({ runtime: { memory: 1e-7 } }));
  expect(warnings).toEqual(['The features take 1.4e-7 GB, and 1e-7 GB are kept in memory: the rest is read in every epoch, which is slow. Raise runtime.memory where there is more.']);
});

const labelledFrom = (starts: readonly number[]) => {
  const rows = starts.flatMap((start, index) => [0, 1, 2].map((row) => `${'ab'[index]!},${start + row / 10},0.1,0.2,${['train', 'val'][index]!}`));
  return openTrainingData(configOf({ ...FRAMES, features: face, labels: { ...frames, file: table(['name,time,valence,arousal,split', ...rows]) } }));
};

test('labels by frame whose times are all outside of the features are refused, with both', async () => {
  await expect(labelledFrom([100, 50])).rejects.toThrow(/labels\.csv: no label lies within the features of its clip: in "a" the labels are from 100 to 100\.2 s and the features from 0 to 1\.56 s\. Give seconds/);
});

test('clips with most labels before or after all features are told of', async () => {
  expect((await labelledFrom([0, 50])).warnings).toEqual(['In 1 of 2 clips more than half of the labels lie before or after all features: b.']);
  expect((await labelledFrom([0, 2])).warnings).toEqual([]); // Within a second, which is bridged
});
