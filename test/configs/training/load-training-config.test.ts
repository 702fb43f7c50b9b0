import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTrainingConfig } from '../../../configs/training/load-training-config.ts';
import { TRAINING_PRESETS } from '../../../configs/training/presets.ts';

const paths = ['features.audio.folder=hubert-UTT', 'labels.file=labels.csv'];

function configFile(settings: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-training-')), 'train.json');
  writeFileSync(path, JSON.stringify(settings));
  return path;
}

test.each(Object.keys(TRAINING_PRESETS))('the preset %s needs only the paths of features and labels', (preset) => {
  const config = loadTrainingConfig({ preset, set: paths });
  expect(config.features.audio?.folder).toBe('hubert-UTT');
  expect(config.labels.file).toBe('labels.csv');
});

test.each(Object.keys(TRAINING_PRESETS))('the preset %s without paths says which are missing and how to give them', (preset) => {
  expect(() => loadTrainingConfig({ preset })).toThrow(/features: is missing.*--set features\.<modality>\.folder=PATH.*labels\.file: is missing.*--set labels\.file=PATH/s);
});

test('MER2023 is trained as published: attention, six classes, valence in [-5, 5], five random folds, Adam', () => {
  expect(loadTrainingConfig({ preset: 'mer2023-baseline', set: paths })).toMatchObject({
    model: { name: 'attention' },
    head: { name: 'mer' },
    labels: { classes: ['neutral', 'angry', 'happy', 'sad', 'worried', 'surprise'], ranges: { valence: [-5, 5] } },
    folds: { kind: 'random', folds: 5, stratify: false },
    training: { epochs: 100, batch: 32, learningRate: 1e-3, optimizer: { name: 'adam', weightDecay: 1e-5 }, metric: 'mer-combined' },
  });
});

test('relative paths in a file are relative to the file, those of single settings are not', () => {
  const file = configFile({ features: { audio: { folder: 'audio-UTT' }, face: { folder: '/data/face-FRA' } }, labels: { file: '../labels.csv' }, output: 'out' });
  const config = loadTrainingConfig({ file, set: ['features.text.folder=text-UTT'] });
  expect(config.features.audio!.folder).toBe(join(dirname(file), 'audio-UTT'));
  expect(config.features.face!.folder).toBe('/data/face-FRA');
  expect(config.features.text!.folder).toBe('text-UTT');
  expect(config.labels.file).toBe(join(dirname(dirname(file)), 'labels.csv'));
  expect(config.output).toBe(join(dirname(file), 'out'));
});

test('without a word about output, runs are put into the current folder', () => {
  const file = configFile({ features: { audio: { folder: 'audio-UTT' } }, labels: { file: 'labels.csv' } });
  expect(loadTrainingConfig({ file }).output).toBe('runs');
});

test('all faults are named at once, each with its key', () => {
  const set = [...paths, 'training.epochs=0', 'head.smoothing=3', 'windows={"size":1,"hop":2}', 'batchSize=3'];
  expect(() => loadTrainingConfig({ preset: 'merbench', set })).toThrow(/windows: hop is longer.*head\.smoothing: .*training\.epochs: .*"batchSize".*affekt config schema --training/s);
});

test('a file that chooses another head than the preset is not mixed with its options', () => {
  const config = loadTrainingConfig({ preset: 'aff-wild2-va', set: [...paths, 'head={"name":"expression","smoothing":0.1}'] });
  expect(config.head).toEqual({ name: 'expression', smoothing: 0.1 });
});

test('a file that sets an option of the head of the preset keeps its other options', () => {
  const config = loadTrainingConfig({ preset: 'aff-wild2-va', set: [...paths, 'head.dropout=0.2'] });
  expect(config.head).toEqual({ name: 'valence-arousal', activation: 'tanh', loss: { kind: 'ccc' }, dropout: 0.2 });
});

test('another kind of folds than that of the preset replaces them', () => {
  const config = loadTrainingConfig({ preset: 'merbench', set: [...paths, 'folds={"kind":"leave-one-out","by":"speaker"}'] });
  expect(config.folds).toEqual({ kind: 'leave-one-out', by: 'speaker', missingClasses: 'refuse' });
});

test.each([
  ['head.name=face', /head\.name: .*'expression' \| 'valence-arousal' \| 'mer'/],
  ['folds.kind=all', /folds\.kind: .*'group' \| 'random'/],
  ['features.audio.hop=0', /features\.audio\.hop: /],
  ['features={}', /features: at least one modality|labels/],
])('the setting %s is refused', (setting, message) => expect(() => loadTrainingConfig({ set: setting === 'features={}' ? ['labels.file=l.csv', setting] : [...paths, setting] })).toThrow(message));

test.each(['../../elsewhere', 'a/b', 'a\\b', '..', 'a\nb', 'a\0b', 'x'.repeat(101)])('the name %j would make a folder elsewhere or none, and is refused', (name) => {
  const file = configFile({ name, features: { audio: { folder: 'audio-UTT' } }, labels: { file: 'labels.csv' } });
  expect(() => loadTrainingConfig({ file })).toThrow(/: name: .*\. See what can be set with `affekt config schema --training`/);
});

test('a name may hold dots, spaces and letters of any language', () => {
  expect(loadTrainingConfig({ set: [...paths, 'name=v1.2 für alle..'] }).name).toBe('v1.2 für alle..');
});

test('a file that is no JSON is told of with what helps for training', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-training-')), 'train.json');
  writeFileSync(path, '{ epochs: 1 }');
  expect(() => loadTrainingConfig({ file: path })).toThrow(/is not JSON.*affekt config schema --training/);
});
