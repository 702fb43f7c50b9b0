import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';

/** How each picture of a batch is moved, shape `[B, 1]` each; absent: it is not. In the order in which it is done. */
export interface Movement {
  /** 1 for a picture that is mirrored left to right, else 0. */
  readonly mirrored?: Tensor | undefined;
  /** Radians about the middle, clockwise. */
  readonly angle?: Tensor | undefined;
  /** Whole pixels. */
  readonly down?: Tensor | undefined;
  /** Whole pixels. */
  readonly right?: Tensor | undefined;
}

interface Places {
  readonly y: Tensor;
  readonly x: Tensor;
}

/** Returns pictures `[B, T, P, C]` of P = rows · columns pixels moved, the T of an example alike. Between pixels it is interpolated by straight lines; beyond the edge it is 0. */
export function movePixels(pictures: Tensor, size: readonly [rows: number, columns: number], movement: Movement): Tensor {
  if (Object.values(movement).every((each) => each === undefined)) return pictures;
  const { y, x } = sources(size, movement);
  if (movement.angle === undefined) return pick(pictures, size, { y, x });
  const [top, left] = [tf.floor(y), tf.floor(x)];
  const [below, beside] = [tf.sub(y, top), tf.sub(x, left)];
  const corners = [0, 1].flatMap((down) => [0, 1].map((right) => {
    const weight = tf.mul(down === 1 ? below : tf.sub(1, below), right === 1 ? beside : tf.sub(1, beside));
    return tf.mul(pick(pictures, size, { y: tf.add(top, down), x: tf.add(left, right) }), perPixel(weight));
  }));
  return corners.reduce((sum, corner) => tf.add(sum, corner));
}

/** Where each pixel comes from, shape `[B, P]` or, where it is the same for all pictures, `[1, P]`. */
function sources([rows, columns]: readonly [number, number], { mirrored, angle, down, right }: Movement): Places {
  const pixels = Array.from({ length: rows * columns }, (_, pixel) => pixel);
  let y: Tensor = tf.tensor2d(pixels.map((pixel) => Math.floor(pixel / columns)), [1, pixels.length]);
  let x: Tensor = tf.tensor2d(pixels.map((pixel) => pixel % columns), [1, pixels.length]);
  if (down !== undefined) y = tf.sub(y, down);
  if (right !== undefined) x = tf.sub(x, right);
  if (angle !== undefined) ({ y, x } = turnedBack({ y, x }, { angle, middle: [(rows - 1) / 2, (columns - 1) / 2] }));
  if (mirrored !== undefined) x = tf.add(tf.mul(mirrored, columns - 1), tf.mul(x, tf.sub(1, tf.mul(mirrored, 2))));
  return { y, x };
}

function turnedBack({ y, x }: Places, { angle, middle: [row, column] }: { readonly angle: Tensor; readonly middle: readonly [number, number] }): Places {
  const [cos, sin, down, right] = [tf.cos(angle), tf.sin(angle), tf.sub(y, row), tf.sub(x, column)];
  return { y: tf.add(tf.sub(tf.mul(down, cos), tf.mul(right, sin)), row), x: tf.add(tf.add(tf.mul(down, sin), tf.mul(right, cos)), column) };
}

/** Takes pixels from whole places; 0 where there is none. */
function pick(pictures: Tensor, [rows, columns]: readonly [number, number], { y, x }: Places): Tensor {
  const [batch, frames, pixels, channels] = pictures.shape as [number, number, number, number];
  const inside = [[y, rows], [x, columns]].map(([place, side]) => tf.cast(tf.equal(place as Tensor, tf.clipByValue(place as Tensor, 0, (side as number) - 1)), 'float32'));
  const pixel = tf.add(tf.mul(tf.clipByValue(y, 0, rows - 1), columns), tf.clipByValue(x, 0, columns - 1));
  const starts = tf.tensor3d(Array.from({ length: batch * frames }, (_, picture) => picture * pixels), [batch, frames, 1]);
  const places = tf.reshape(tf.cast(tf.add(starts, tf.expandDims(pixel, 1)), 'int32'), [-1]);
  const taken = tf.reshape(tf.gather(tf.reshape(pictures, [-1, channels]), places as tf.Tensor1D), [batch, frames, pixels, channels]);
  return tf.mul(taken, perPixel(tf.mul(inside[0]!, inside[1]!)));
}

/** `[B, P]` as `[B, 1, P, 1]`. */
function perPixel(values: Tensor): Tensor {
  return tf.reshape(values, [values.shape[0], 1, values.shape[1]!, 1]);
}
