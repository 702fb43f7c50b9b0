import tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { withModalityDropout } from '../../../fusion/models/with-modality-dropout.ts';
import { eagerScope } from '../layers/eager-scope.ts';
import { onTfjsCpu } from '../../runtime/compile/on-tfjs-cpu.ts';
import type { FusionModel, ModalityInputs } from '../../../fusion/models/fusion-model.ts';

/** Shows what reaches it: whether each clip has each modality, `[B, M]`. */
const mirror: FusionModel = {
  name: 'mirror',
  takes: 'unaligned',
  perFrame: false,
  fuse: (_, inputs) => ({ features: tf.stack(Object.values(inputs).map(({ mask }) => (mask.rank === 1 ? mask : tf.max(mask, 1))), 1) }),
};

beforeAll(onTfjsCpu);

function masks(...present: readonly (readonly number[])[]): ModalityInputs {
  return Object.fromEntries(present.map((mask, index) => [`m${index}`, { values: tf.zeros([mask.length, 2]), mask: tf.tensor1d([...mask]) }]));
}

async function left(inputs: ModalityInputs, rate: number, training = true): Promise<number[][]> {
  const { features } = withModalityDropout(mirror, rate).fuse(eagerScope({ training }), inputs, 'clip');
  return (await features.array()) as number[][];
}

test('each modality is hidden from about the given share of clips', async () => {
  const ones = new Array<number>(4000).fill(1);
  const rows = await left(masks(ones, ones, ones), 0.3);
  const shares = [0, 1, 2].map((modality) => rows.reduce((sum, row) => sum + row[modality]!, 0) / rows.length);
  shares.forEach((share) => expect(share).toBeCloseTo(0.7 + 0.3 ** 3 / 3, 1)); // The last one stays
  expect(rows.filter((row) => row.every((kept) => kept === 1)).length / rows.length).toBeCloseTo(0.7 ** 3, 1);
});

test('one modality of those that a clip has always stays, and none that it has not comes back', async () => {
  const rows = await left(masks([1, 0, 0, 1, 0], [1, 1, 0, 1, 0], [1, 1, 1, 0, 0]), 1);
  expect(rows.map((row) => row.reduce((sum, kept) => sum + kept, 0))).toEqual([1, 1, 1, 1, 0]);
  expect([rows[1]![0], rows[2]![0], rows[2]![1], rows[3]![2]]).toEqual([0, 0, 0, 0]);
});

test('a sequence is hidden as a whole, and its padding stays padding', async () => {
  const mask = tf.tensor2d(new Array<number[]>(50).fill([1, 1, 0]));
  const inputs = { audio: { values: tf.zeros([50, 3, 2]), mask }, video: { values: tf.zeros([50, 3, 2]), mask } };
  const seen: string[] = [];
  const spy: FusionModel = { ...mirror, fuse: (scope, given, output) => (seen.push(...(given.audio!.mask.arraySync() as number[][]).map(String)), mirror.fuse(scope, given, output)) };
  withModalityDropout(spy, 0.5).fuse(eagerScope({ training: true }), inputs, 'clip');
  expect(new Set(seen)).toEqual(new Set(['1,1,0', '0,0,0']));
});

test('nothing is hidden outside training', async () => {
  expect(await left(masks([1, 0], [1, 1]), 1, false)).toEqual([[1, 1], [0, 1]]);
});

test('a model keeps its name and what it takes', () => {
  expect(withModalityDropout(mirror, 0.5)).toMatchObject({ name: 'mirror', takes: 'unaligned', perFrame: false });
});
