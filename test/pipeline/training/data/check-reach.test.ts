import { expect, test } from 'vitest';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, twelveConfig, twelveVectors } from './corpus.ts';

const narrow = { hidden: 128, heads: 8 };
const corpus = (options: object) => configOf({
  ...FRAMES,
  labels: { ...FRAMES.labels, file: frameTable({ a: { count: 120, rate: 20 }, b: { count: 40, rate: 20, split: 'val' } }) },
  features: { face: { folder: featureFolder('face-FRA', { a: ramp(120, 20), b: ramp(40, 20) }) } },
  model: { name: 'transformer', options: { ...narrow, ...options } },
});

test('a base that does not reach the longest clip is told of', async () => {
  expect((await openTrainingData(corpus({}))).warnings.join('\n')).toMatch(/rotaryBase: 10000 with heads of 16 numbers reaches 91 frames, and the longest sequence has 120: .*the next base that holds is \d+/);
});

test('a base that does not reach the longest clip is refused where that is asked for', async () => {
  await expect(openTrainingData(corpus({ ropeCheck: 'error' }))).rejects.toThrow(/^training configuration: model\.options\.rotaryBase: .*set model\.options\.ropeCheck=warn/);
});

test('windows are refused before any file is read', async () => {
  const config = twelveConfig({ windows: { size: 12, hop: 12 }, features: { audio: { folder: `${twelveVectors()}-nowhere` } }, model: { name: 'transformer', options: { ...narrow, ropeCheck: 'error' } } });
  await expect(openTrainingData(config)).rejects.toThrow(/reaches 91 frames, and the longest sequence has 120/);
});
