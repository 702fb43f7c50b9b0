import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillBatch } from '../../../../fusion/train/fill-batch.ts';
import { MANIFEST_NAME, manifestLayout, readManifest, toManifest } from '../../../../pipeline/training/data/manifest.ts';
import { openPredictionData } from '../../../../pipeline/training/data/open-prediction-data.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import type { TrainingConfig } from '../../../../configs/training/schema.ts';
import { configOf, featureFolder, FRAMES, frameTable, ramp, readAll, TWELVE, twelveConfig, twelveTable, twelveVectors } from './corpus.ts';

async function train(config: TrainingConfig) {
  const data = await openTrainingData(config);
  const folder = mkdtempSync(join(tmpdir(), 'affekt-run-'));
  writeFileSync(join(folder, MANIFEST_NAME), JSON.stringify(toManifest(config, data)));
  return { data, manifest: await readManifest(folder) };
}

const faces = featureFolder('face-FRA', { a: ramp(40, 25), b: ramp(40, 25) });
const frames = (settings = {}) =>
  configOf({ ...FRAMES, features: { face: { folder: faces } }, labels: { ...FRAMES.labels, file: frameTable({ a: { count: 16, rate: 10 }, b: { count: 16, rate: 10, split: 'val' } }) }, ...settings });

const long = (name: string, rate: number, rows: number) => featureFolder(name, Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, ramp(rows - (index % 3), rate)])));

test('a manifest survives being written, and holds the layout', async () => {
  const config = frames({ windows: { size: 0.8, hop: 0.5 } });
  const { data, manifest } = await train(config);
  expect(manifest).toEqual(toManifest(config, data));
  expect(manifestLayout(manifest)).toEqual(data.layout);
  expect(JSON.stringify(manifest)).not.toContain(faces);
});

test.each([
  ['vectors', () => twelveConfig()],
  ['frames', () => frames()],
  ['windows of frames', () => frames({ windows: { size: 0.8, hop: 0.5 } })],
  ['a learned alignment', () => frames({ alignment: { method: 'convolution', onto: 'face' } })],
  ['sequences at their own times', () => frames({ model: { name: 'mult' }, features: { face: { folder: faces }, audio: { folder: featureFolder('audio-FRA', { a: ramp(80, 50), b: ramp(80, 50) }) } } })],
  ['modalities that end at different times', () => twelveConfig({ model: { name: 'mult' }, features: { face: { folder: long('face-FRA', 10, 8) }, audio: { folder: long('audio-FRA', 12.5, 8) } } })],
])('with the same features and labels prediction sees what training saw: %s', async (_, config) => {
  const given = config();
  const { data, manifest } = await train(given);
  const features = Object.fromEntries(Object.entries(given.features).map(([name, { folder }]) => [name, folder]));
  const prediction = await openPredictionData(manifest, { features, labels: given.labels.file });
  const seen = [...(await Promise.all(data.folds.map(({ val }) => readAll(val)))).flat()];
  const again = await readAll(prediction.source);
  for (const example of seen) expect(again.find(({ clip, start }) => clip === example.clip && start === example.start)).toEqual(example);
  expect(prediction).toMatchObject({ labelled: true, layout: data.layout, warnings: [] });
});

test('without labels frames are predicted at the rate of the labels in training, and targets are unknown', async () => {
  const { manifest } = await train(frames());
  const { source, times, labelled, clips } = await openPredictionData(manifest, { features: { face: featureFolder('new-FRA', { z: ramp(25, 25), y: ramp(30, 25) }) } });
  expect([clips, labelled, source.size]).toEqual([['y', 'z'], false, 2]);
  expect([...(await times('z'))]).toEqual(Array.from({ length: 10 }, (_, row) => row / 10));
  const { targets, features } = await source.read(1);
  expect(targets).toEqual({ valence: new Float32Array(10).fill(NaN), arousal: new Float32Array(10).fill(NaN) });
  expect(features.face!.values[10]).toBeCloseTo(0.5, 5);
});

test('a clip longer than any in training is cut into windows that overlap, with a warning', async () => {
  const { manifest } = await train(frames());
  const { source, warnings } = await openPredictionData(manifest, { features: { face: featureFolder('new-FRA', { z: ramp(100, 25) }) } });
  const all = await readAll(source);
  expect(all.map(({ start, targets }) => [start, targets.valence!.length])).toEqual([[0, 16], [8, 16], [16, 16], [24, 16]]);
  expect(warnings).toEqual(['1 clips are longer than any that the head was trained with and are cut into windows: z.']);
});

test('a clip with more rows a second than in training still fits the batch', async () => {
  const features = { face: { folder: faces }, audio: { folder: featureFolder('audio-FRA', { a: ramp(80, 50), b: ramp(80, 50) }) } };
  const { manifest } = await train(frames({ model: { name: 'mult' }, features }));
  const { source, layout } = await openPredictionData(manifest, { features: { audio: featureFolder('new-FRA', { z: ramp(120, 60) }) } });
  const examples = await readAll(source);
  expect(layout.modalities.audio!.length).toBe(80);
  expect(Math.max(...examples.map((example) => example.features.audio!.values.length / 2))).toBe(80);
  expect(() => fillBatch({ ...layout, targets: [] }, examples)).not.toThrow();
});

test('without labels classes are unknown, and a modality may be left out', async () => {
  const { manifest } = await train(twelveConfig({ features: { audio: { folder: twelveVectors() }, face: { folder: twelveVectors('face-UTT') } } }));
  const { source, times } = await openPredictionData(manifest, { features: { face: twelveVectors('face-UTT') } });
  const example = await source.read(3);
  expect([example.clip, example.targets, Object.keys(example.features)]).toEqual(['c03', { expression: Int32Array.of(-1) }, ['face']]);
  expect([...(await times('c03'))]).toEqual([0]);
});

test('known answers need no columns of speakers or splits', async () => {
  const { manifest } = await train(twelveConfig({ labels: { file: twelveTable(), columns: { speaker: 'speaker' } } }));
  const { source } = await openPredictionData(manifest, { features: { audio: twelveVectors() }, labels: twelveTable() });
  expect((await source.read(TWELVE.length - 1)).targets).toEqual({ expression: Int32Array.of(1) });
});

test('a modality that the head does not know, and features of another size, are refused', async () => {
  const { manifest } = await train(twelveConfig());
  await expect(openPredictionData(manifest, { features: { face: twelveVectors() } })).rejects.toThrow(/the head "head" was not trained with face; it takes audio/);
  await expect(openPredictionData(manifest, { features: {} })).rejects.toThrow(/the head "head" takes audio/);
  await expect(openPredictionData(manifest, { features: { audio: featureFolder('b-UTT', { c00: [[1, 2]] }) } })).rejects.toThrow(/has 2 dimensions, and the head "head" was trained with 3 of audio/);
});

test('a manifest of another form is refused by name', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'affekt-run-')), 'manifest.json');
  await expect(readManifest(path)).rejects.toThrow(/manifest\.json: cannot be read \(ENOENT\)\. Give the folder/);
  writeFileSync(path, '{"version": 2}');
  await expect(readManifest(path)).rejects.toThrow(/manifest\.json: version: /);
});
