import { expect, test } from 'vitest';
import { describeTrainingData } from '../../../../pipeline/training/data/describe-training-data.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, twelveConfig } from './corpus.ts';

test('vectors are described by clips, modalities, classes and folds', async () => {
  expect(describeTrainingData(await openTrainingData(twelveConfig()))).toEqual([
    '12 clips of 3 speakers or videos, one prediction a clip',
    'audio: 3 dimensions, 12 of 12 clips, one vector a clip',
    'classes: calm 6, tense 6',
    'fold-1: 8 examples to train on, 4 to validate on',
    'fold-2: 8 examples to train on, 4 to validate on',
    'fold-3: 8 examples to train on, 4 to validate on',
  ]);
});

test('frames are described by their rows, rows of zeros, ranges and rates, with what to mind', async () => {
  const folder = featureFolder('face-FRA', { a: { times: [0, 0.1, 0.2], rows: [[0, 0], [1, 2], [0, 0]] }, b: ramp(20, 10), t: ramp(5, 10) });
  const file = frameTable({ a: { count: 15, rate: 5 }, b: { count: 10, rate: 5, split: 'val' }, t: { count: 5, rate: 5, split: 'test' } });
  const data = await openTrainingData(configOf({ ...FRAMES, features: { face: { folder } }, labels: { ...FRAMES.labels, file }, alignment: { method: 'convolution', onto: 'face' } }));
  expect(describeTrainingData(data)).toEqual([
    '3 clips, one prediction a frame',
    'face: 2 dimensions, 3 of 3 clips, 5 to 15 rows a clip, at most 15 in an example, 4 rows of zeros',
    'learned alignment onto face: face 5 Hz',
    'valence: 0 to 0.28',
    'arousal: -0.28 to 0',
    'fold-given: 1 examples to train on, 1 to validate on, 1 to test on',
    'warning: In 1 of 3 clips more than half of the labels lie before or after all features: a.',
  ]);
});
