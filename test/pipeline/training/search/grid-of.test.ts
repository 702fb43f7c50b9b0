import { expect, test } from 'vitest';
import { trainingConfigSchema, type PartialTrainingConfig } from '../../../../configs/training/schema.ts';
import { gridOf } from '../../../../pipeline/training/search/grid-of.ts';
import { withSettings } from '../../../../pipeline/training/search/with-settings.ts';

const toConfig = (changes: Partial<PartialTrainingConfig>) => trainingConfigSchema.parse({ features: { audio: { folder: 'audio-UTT' } }, labels: { file: 'labels.csv' }, search: {}, ...changes });

test("an empty grid is the model's own, with learning rates and limits of the gradients", () => {
  expect(gridOf(toConfig({ model: { name: 'mmim', options: { cpcLayers: 2 } } }))).toMatchObject({
    'model.options.alpha': [0, 0.1, 0.2],
    'training.learningRate': [1e-3, 1e-4],
    'training.clip': [0.6, 0.8, 1].map((limit) => ({ kind: 'value', limit })),
  });
  expect(gridOf(toConfig({ model: { name: 'attention' } }))).toEqual({
    'model.options.hidden': [64, 128, 256],
    'model.options.dropout': [0.2, 0.3, 0.4, 0.5],
    'training.learningRate': [1e-3, 1e-4],
  });
});

test('an option that the configuration sets is not searched over', () => {
  expect(Object.keys(gridOf(toConfig({ model: { name: 'attention', options: { hidden: 32 } } })))).toEqual(['model.options.dropout', 'training.learningRate']);
});

test.each(['alignment.method', 'windows.size', 'features.audio.hop', 'model.name', 'head.name', 'folds.folds', 'seed', 'training', 'training.metric'])('a grid over %s is refused', (name) => {
  expect(() => gridOf(toConfig({ search: { grid: { [name]: [1] } } }))).toThrow(`search.grid: ${name} is no setting that runs on the same data can differ in`);
});

test('drawn settings replace those of the configuration and leave the rest', () => {
  const config = toConfig({ model: { name: 'misa', options: { hidden: 32 } }, training: { clip: { kind: 'skip' } } });
  const drawn = withSettings(config, { 'model.options.dropout': 0.2, 'training.clip': { kind: 'value', limit: 0.8 } });
  expect(drawn).toEqual({ ...config, search: null, model: { name: 'misa', options: { hidden: 32, dropout: 0.2 } }, training: { ...config.training, clip: { kind: 'value', limit: 0.8 } } });
  expect(withSettings(drawn, { 'training.clip': null }).training.clip).toBeNull();
});

test('a drawn value that the schema refuses is named', () => {
  expect(() => withSettings(toConfig({}), { 'training.learningRate': -1 })).toThrow('training.learningRate: ');
  expect(() => withSettings(toConfig({}), { 'training.rate': 1 })).toThrow('rate');
});
