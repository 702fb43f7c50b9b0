import tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { augmentFeatures } from '../../../../fusion/train/partial/augment-features.ts';
import { augmentPicture, type PictureChanges, type PictureSize } from '../../../../fusion/train/partial/augment-picture.ts';
import { onTfjsCpu } from '../../../runtime/compile/on-tfjs-cpu.ts';

beforeAll(onTfjsCpu);

/** What a view draws, in the order of the numbers; 0.5 changes nothing. */
const NEUTRAL = { mirror: 0.9, down: 0.5, right: 0.5, angle: 0.5, brightness: 0.5, contrast: 0.5, row: 0.5, column: 0.5 };
type Draw = Partial<typeof NEUTRAL>;
const scopeOf = (...draws: readonly Draw[]) => ({ training: true, normal: (shape: readonly number[]) => tf.zeros([...shape]), uniform: () => tf.tensor2d(draws.map((draw) => Object.values({ ...NEUTRAL, ...draw }))) });

const SIZE: PictureSize = [3, 4];
/** A picture of three by four with one pixel that is 1. */
const lit = (row: number, column: number) => Float32Array.from({ length: 12 }, (_, at) => Number(at === row * 4 + column));
function view(picture: Float32Array, changes: PictureChanges, draw: Draw, size = SIZE): Float32Array {
  return augmentPicture(scopeOf(draw), tf.tensor2d(picture, [1, picture.length]), { size, ...changes }).dataSync() as Float32Array;
}

test.each<[string, PictureChanges, Draw, Float32Array]>([
  ['mirrored, left is right', { flip: true }, { mirror: 0.4 }, lit(1, 2)],
  ['every other picture is not mirrored', { flip: true }, { mirror: 0.6 }, lit(1, 1)],
  ['moved down by a pixel, the largest of a third of the height', { shift: 1 / 3 }, { down: 0.99 }, lit(2, 1)],
  ['moved up and to the left', { shift: 1 / 3 }, { down: 0, right: 0 }, lit(0, 0)],
  ['moved as far as the draw between the largest ways', { shift: 0.5 }, { right: 0.79, down: 0.5 }, lit(1, 2)],
  ['moved out of the picture, nothing comes in', { shift: 0.5 }, { right: 0 , down: 0 }, new Float32Array(12)],
  ['mirrored first and moved then', { flip: true, shift: 1 / 4 }, { mirror: 0, right: 0.99 }, lit(1, 3)],
  ['a lit pixel in the square is gone', { cutout: 0.5 }, { row: 0.5, column: 0.5 }, new Float32Array(12)],
  ['one beside the square stays', { cutout: 0.5 }, { row: 0.99, column: 0.99 }, lit(1, 1)],
  ['brighter', { brightness: 0.5 }, { brightness: 1 }, lit(1, 1).map((value) => value + 0.5)],
  ['darker, by half of what is most', { brightness: 0.5 }, { brightness: 0.25 }, lit(1, 1).map((value) => value - 0.25)],
  ['away from the mean of 1/12 by half', { contrast: 0.5 }, { contrast: 1 }, lit(1, 1).map((value) => value + (value - 1 / 12) / 2)],
])('%s', (_, changes, draw, expected) => {
  view(lit(1, 1), changes, draw).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 6));
});

test('a square around a corner reaches beyond the picture: of four by four pixels a quarter of it is left', () => {
  const ones = new Float32Array(64).fill(1);
  const cut = view(ones, { cutout: 0.5 }, { row: 0, column: 0 }, [8, 8]);
  expect([...cut].flatMap((value, at) => (value === 0 ? [at] : []))).toEqual([0, 1, 8, 9]);
  const whole = view(ones, { cutout: 0.5 }, { row: 0.5, column: 0.5 }, [8, 8]);
  expect(whole.filter((value) => value === 0)).toHaveLength(16);
});

describe('turned about the middle', () => {
  const square = (row: number, column: number) => Float32Array.from({ length: 9 }, (_, at) => Number(at === row * 3 + column));

  test('by a quarter to the right, what was on top is on the right; to the left, on the left', () => {
    const [right, left] = [1, 0].map((angle) => view(square(0, 1), { rotation: 90 }, { angle }, [3, 3]));
    right!.forEach((value, at) => expect(value).toBeCloseTo(square(1, 2)[at]!, 5));
    left!.forEach((value, at) => expect(value).toBeCloseTo(square(1, 0)[at]!, 5));
  });

  test('by 45°, a pixel beside the middle is shared by those around where it comes to, in straight lines', () => {
    const half = Math.SQRT1_2;
    const turned = view(square(0, 1), { rotation: 45 }, { angle: 1 }, [3, 3]);
    expect(turned[2]).toBeCloseTo(1 - (Math.SQRT2 - 1), 5); // The corner looks √2 above the middle: 0.41 beyond the pixel that is lit
    expect(turned[1]).toBeCloseTo(half * (1 - half), 5); // The place above the middle looks (−√½, −√½) from it
    expect(turned[5]).toBeCloseTo(half * (1 - half), 5); // The place beside it looks (−√½, √½) from it
    expect(turned[4]).toBeCloseTo(0, 5);
  });
});

test('numbers of a pixel stay together, frames of a clip are changed alike, and each clip by itself', () => {
  const clips = tf.tensor3d(Array.from({ length: 2 * 2 * 8 }, (_, at) => at + 1), [2, 2, 8]);
  const moved = augmentPicture(scopeOf({ right: 0 }, { right: 0.5 }), clips, { size: [2, 2, 2], shift: 0.5 });
  expect(moved.arraySync()).toEqual([
    [[3, 4, 0, 0, 7, 8, 0, 0], [11, 12, 0, 0, 15, 16, 0, 0]],
    [[17, 18, 19, 20, 21, 22, 23, 24], [25, 26, 27, 28, 29, 30, 31, 32]],
  ]);
});

describe('among features', () => {
  const batch = { face: tf.tensor2d([...lit(1, 1), ...lit(2, 3)], [2, 12]), 'face.mask': tf.tensor1d([1, 0]), voice: tf.tensor2d([1, 2], [2, 1]), 'voice.mask': tf.tensor1d([1, 1]) };
  const pictures = { face: { size: SIZE, weak: { shift: 1 / 3 }, strong: { brightness: 1 } } };
  const options = { modalities: ['face', 'voice'], pictures };

  test('weak views are changed as weak ones, strong ones as strong ones, other features not; a clip without a picture has none', () => {
    const draws = scopeOf({ down: 0.99, brightness: 1 }, { down: 0.99, brightness: 1 });
    const [weak, strong] = (['weak', 'strong'] as const).map((strength) => augmentFeatures(draws, batch, { ...options, strength }));
    expect([...weak!.face!.dataSync()]).toEqual([...lit(2, 1), ...new Float32Array(12)]);
    expect([...strong!.face!.dataSync()]).toEqual([...lit(1, 1).map((value) => value + 1), ...new Float32Array(12)]);
    expect([...weak!.voice!.dataSync()]).toEqual([1, 2]);
  });

  test('outside training nothing is changed', () => {
    expect(augmentFeatures({ ...scopeOf({ down: 0 }), training: false }, batch, options)).toBe(batch);
  });
});
