import { expect, test } from 'vitest';
import { composeModel } from '../../../../fusion/train/compose-model.ts';
import { tfjsEngine } from '../../../../fusion/train/engine.ts';
import { batchSignature, inputSignature } from '../../../../fusion/train/layout.ts';
import { predictExamples } from '../../../../fusion/train/predict-examples.ts';
import { adam } from '../../../../runtime/train/optimizers/adam.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { toFusionModel, toHead } from '../../../../pipeline/training/data/to-model-parts.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, TWELVE, twelveConfig } from './corpus.ts';

const [face, audio] = [25, 50].map((rate) => featureFolder('x-FRA', Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, ramp((1 + index / 10) * rate, rate)]))));
const text = featureFolder('t-UTT', Object.fromEntries(TWELVE.slice(3).map(({ clip }) => [clip, [[1, 2, 3]]])));
const features = { face: { folder: face! }, audio: { folder: audio! }, text: { folder: text } };
const labels = frameTable(Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, { count: 8 + index, rate: 10, split: index < 6 ? 'train' : 'val' }])));
const clips = (settings: object) => twelveConfig({ features, ...settings });
const frames = (settings: object) => configOf({ ...FRAMES, features, labels: { ...FRAMES.labels, file: labels }, ...settings });
const windows = { windows: { size: 0.8, hop: 0.5 } };
const tcn = { model: { name: 'tcn', options: { channels: 4, blocks: 2 } } };
const mult = { model: { name: 'mult', options: { hidden: 8, heads: 2, layers: 1, memoryLayers: 1 } } };
const convolution = (onto: string) => ({ alignment: { method: 'convolution', onto, channels: 4 } });

test.each([
  ['vectors of a clip', clips({})],
  ['vectors of windows', clips(windows)],
  ['one timeline', clips(tcn)],
  ['windows of one timeline', clips({ ...tcn, ...windows })],
  ['own times', clips({ ...mult, ...windows })],
  ['a learned alignment', clips({ ...tcn, ...convolution('face') })],
  ['MERBench’s lengths', clips({ ...tcn, alignment: { method: 'merbench', onto: 'face' } })],
  ['MERBench’s own lengths', clips({ ...mult, alignment: { method: 'merbench' } })],
  ['frames', frames(tcn)],
  ['frames, stretched as Wen et al.', frames({ ...tcn, alignment: { method: 'wen' } })],
  ['windows of frames at own times', frames({ ...mult, ...windows })],
  ['windows of frames with a learned alignment', frames({ ...tcn, ...windows, ...convolution('audio') })],
])('what is prepared as %s suits the model and the head', async (_, config) => {
  const { layout, classes, output, alignment, folds } = await openTrainingData(config);
  const model = composeModel(toFusionModel(config), toHead(config.head, { classes }), { modalities: Object.keys(layout.modalities), output, alignment });
  const engine = tfjsEngine();
  await using trainer = await engine.openTrainer({ name: 'ways', batch: batchSignature(layout, 2), loss: model.loss, optimizer: adam() }, 1);
  await using predictor = await engine.openPredictor({ name: 'ways', inputs: inputSignature(layout), predict: model.predict });
  await predictor.load((await trainer.save()).tensors);
  for await (const { outputs } of predictExamples(predictor, folds[0]!.val, { layout, batch: 4 })) {
    const values = outputs.valence ?? outputs.expression!;
    expect(values).toHaveLength(layout.frames ?? classes.length);
    expect(values.every(Number.isFinite)).toBe(true);
  }
}, 20_000);
