import { expect, test } from 'vitest';
import { alignMerbenchSplit } from '../../../fusion/align/align-merbench-split.ts';
import { openTrainingData } from '../../../../pipeline/training/data/open-training-data.ts';
import { featureFolder, ramp, readAll, table, TWELVE, twelveConfig, type Rows } from './corpus.ts';

/** Clips of differing lengths; the last two are a test set of shorter ones. */
const lengths = TWELVE.map((_, index) => (index >= 10 ? 30 + index : 50 + 7 * index));
const sequence = (rows: Rows) => {
  if (!('times' in rows)) throw new TypeError('a ramp has times');
  return { times: Float64Array.from(rows.times), values: Float32Array.from(rows.rows.flat()), dimensions: 2 };
};
const folder = (rowsOf: (index: number) => Rows) => featureFolder('x-FRA', Object.fromEntries(TWELVE.map(({ clip }, index) => [clip, rowsOf(index)])));
const modalities = { audio: (index: number) => ramp(lengths[index]! * 2, 50), text: (index: number) => ramp(Math.ceil(lengths[index]! / 3), 4) };
const features = { audio: { folder: folder(modalities.audio) }, text: { folder: folder(modalities.text) } };
const file = table(['name,expression,speaker,split', ...TWELVE.map(({ clip, expression, speaker }, index) => `${clip},${expression},${speaker},${index >= 10 ? 'test1' : 'train'}`)]);
const settings = { features, alignment: { method: 'merbench' }, labels: { file, columns: { split: 'split' } }, folds: { kind: 'random', folds: 2, stratify: true } } as const;

test.each([['frm_align', 'tcn'], ['frm_unalign', 'mult']] as const)('%s gives the rows that MERBench gives, padded in front to the longest of each split (trap 22)', async (recipe, model) => {
  const data = await openTrainingData(twelveConfig({ ...settings, model: { name: model } }));
  const clips = TWELVE.map((_, index) => ({ audio: sequence(modalities.audio(index)), text: sequence(modalities.text(index)) }));
  const expected = [...alignMerbenchSplit(clips.slice(0, 10), { recipe }), ...alignMerbenchSplit(clips.slice(10), { recipe })];
  const [first, second] = data.folds;
  const all = [...(await readAll(first!.val)), ...(await readAll(second!.val)), ...(await readAll(first!.test))];
  expect(all).toHaveLength(12);
  for (const { clip, features: given } of all) {
    const index = TWELVE.findIndex((each) => each.clip === clip);
    expect(given.audio).toEqual({ values: expected[index]!.audio.values });
    expect(given.text).toEqual({ values: expected[index]!.text.values });
  }
});

test('utt is the mean over time', async () => {
  const data = await openTrainingData(twelveConfig({ ...settings, model: { name: 'attention' } }));
  const { clip, features: given } = await data.folds[0]!.val.read(0);
  const index = TWELVE.findIndex((each) => each.clip === clip);
  expect(given.audio!.values[0]).toBeCloseTo((lengths[index]! * 2 - 1) / 100, 5);
  expect(data.layout.modalities.audio).toEqual({ dimensions: 2, length: null });
});

test('windows of MERBench, which prepares whole clips, are refused', async () => {
  await expect(openTrainingData(twelveConfig({ ...settings, model: { name: 'tcn' }, windows: { size: 1, hop: 1 } }))).rejects.toThrow(/windows: merbench prepares whole clips/);
});
