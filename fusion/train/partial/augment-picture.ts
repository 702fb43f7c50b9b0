import tf from '@tensorflow/tfjs';
import { movePixels } from './move-pixels.ts';
import type { Tensor } from '@tensorflow/tfjs';
import type { ViewScope } from './view-scopes.ts';

/** Pixels down, pixels across and, where there are several, numbers a pixel. A vector holds them row by row, the numbers of a pixel side by side. */
export type PictureSize = readonly [rows: number, columns: number, channels?: number];

/** How far a view of a picture may be from it; each view draws how far it is. All are 0 where nothing is said. */
export interface PictureChanges {
  /** Whether it is mirrored left to right, every other time. */
  readonly flip?: boolean | undefined;
  /** Share of a side by which it is moved along it at most, in whole pixels; what comes in is 0. */
  readonly shift?: number | undefined;
  /** Degrees that it is turned by at most, about its middle. */
  readonly rotation?: number | undefined;
  /** What is added to all its values at most, or taken from them. */
  readonly brightness?: number | undefined;
  /** Share by which values are moved away from their mean at most, or towards it. */
  readonly contrast?: number | undefined;
  /** Side of a square of zeros around any of its pixels, as a share of each of its own sides (cutout, DeVries & Taylor 2017). */
  readonly cutout?: number | undefined;
}

/** Numbers that a view draws for each picture, whatever is done to it: a setting does not change what others draw. */
const DRAWS = 8;

/**
 * Returns other views of pictures: what is done to images in the papers on partial labels, in small. All frames of a sequence are changed alike.
 *
 * @param values shape `[B, D]` or `[B, T, D]`, where D is `pictureLength(size)`
 */
export function augmentPicture(scope: ViewScope, values: Tensor, { size, ...changes }: PictureChanges & { readonly size: PictureSize }): Tensor {
  const { flip = false, shift = 0, rotation = 0, brightness = 0, contrast = 0, cutout = 0 } = changes;
  const [rows, columns, channels = 1] = size;
  const batch = values.shape[0];
  const [mirror, down, right, angle, light, depth, row, column] = tf.split(scope.uniform([batch, DRAWS]), DRAWS, 1) as Drawn;
  const pictures = tf.reshape(values, [batch, -1, rows * columns, channels]);
  const moved = movePixels(pictures, [rows, columns], {
    mirrored: flip ? tf.cast(tf.less(mirror, 0.5), 'float32') : undefined,
    down: wholeWithin(down, Math.round(shift * rows)),
    right: wholeWithin(right, Math.round(shift * columns)),
    angle: rotation > 0 ? tf.mul(either(angle), (rotation * Math.PI) / 180) : undefined,
  });
  const shaded = shade(moved, { light: tf.mul(either(light), brightness), depth: tf.mul(either(depth), contrast) }, brightness > 0 || contrast > 0);
  const whole = cutout > 0 ? tf.mul(shaded, outside(size, { row, column }, cutout)) : shaded;
  return tf.reshape(whole, values.shape);
}

/** Returns how many numbers a picture of a size has. */
export function pictureLength([rows, columns, channels = 1]: PictureSize): number {
  return rows * columns * channels;
}

type Drawn = [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

/** From [0, 1) to [−1, 1). */
function either(drawn: Tensor): Tensor {
  return tf.sub(tf.mul(drawn, 2), 1);
}

/** Whole numbers from −most to most, all alike often. */
function wholeWithin(drawn: Tensor, most: number): Tensor | undefined {
  return most === 0 ? undefined : tf.sub(tf.minimum(tf.floor(tf.mul(drawn, 2 * most + 1)), 2 * most), most);
}

function shade(pictures: Tensor, by: Readonly<Record<'light' | 'depth', Tensor>>, wanted: boolean): Tensor {
  if (!wanted) return pictures;
  const [light, depth] = [by.light, by.depth].map((each) => tf.reshape(each, [-1, 1, 1, 1])) as [Tensor, Tensor];
  const mean = tf.mean(pictures, [2, 3], true);
  return tf.add(tf.add(pictures, light), tf.mul(tf.sub(pictures, mean), depth));
}

/** 0 in a square around a pixel that is drawn, shape `[B, 1, P, 1]`; it may reach beyond the edge. */
function outside([rows, columns]: PictureSize, middle: Readonly<Record<'row' | 'column', Tensor>>, share: number): Tensor {
  const within = (drawn: Tensor, side: number, places: readonly number[]) => {
    const length = Math.round(share * side);
    const from = tf.sub(tf.minimum(tf.floor(tf.mul(drawn, side)), side - 1), Math.floor(length / 2));
    const place = tf.tensor2d([...places], [1, places.length]);
    return tf.logicalAnd(tf.greaterEqual(place, from), tf.less(place, tf.add(from, length)));
  };
  const pixels = Array.from({ length: rows * columns }, (_, pixel) => pixel);
  const inside = tf.logicalAnd(within(middle.row, rows, pixels.map((pixel) => Math.floor(pixel / columns))), within(middle.column, columns, pixels.map((pixel) => pixel % columns)));
  return tf.reshape(tf.sub(1, tf.cast(inside, 'float32')), [-1, 1, rows * columns, 1]);
}
