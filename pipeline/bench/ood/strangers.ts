import { randomFor, shuffled, type Random } from '../../../runtime/train/random.ts';
import { vectorAt, type HeldOut } from './hold-out.ts';

/** Height and width of vectors that are pictures, row by row. */
export type PictureSize = readonly [rows: number, columns: number];

/**
 * Returns vectors that a network should not know, by kind: of the classes that were held out; test vectors with their values shuffled, turned upside down in value, and averaged two and two of different
 * classes; uniform noise; and, of pictures, test pictures turned by a quarter and blurred. As they are given, not scaled.
 */
export function makeStrangers({ test, strangers, range: [low, high] }: Pick<HeldOut, 'test' | 'strangers' | 'range'>, { seed, size }: { readonly seed: number; readonly size?: PictureSize | undefined }): Record<string, readonly Float32Array[]> {
  const known = Array.from(test.labels, (_, row) => vectorAt(test, row));
  const drawn = (kind: string, make: (vector: Float32Array, random: Random, row: number) => Float32Array) => known.map((vector, row) => make(vector, randomFor(seed, kind, row), row));
  const pictures = size === undefined ? {} : { turned: known.map((vector) => turn(vector, size)), blurred: known.map((vector) => blur(vector, size)) };
  return {
    'held-out': strangers,
    shuffled: drawn('shuffled', (vector, random) => Float32Array.from(shuffled(vector.length, random), (at) => vector[at]!)),
    inverted: known.map((vector) => vector.map((value) => low + high - value)),
    uniform: drawn('uniform', (vector, random) => vector.map(() => low + (high - low) * random.uniform())),
    averaged: drawn('averaged', (vector, random, row) => average(vector, known[otherClass(test.labels, row, random)]!)),
    ...pictures,
  };
}

function otherClass(labels: Int32Array, row: number, random: Random): number {
  const others = Array.from(labels.keys()).filter((other) => labels[other] !== labels[row]);
  return others[Math.floor(random.uniform() * others.length)]!;
}

function average(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((value, at) => (value + other[at]!) / 2);
}

function turn(vector: Float32Array, [rows, columns]: PictureSize): Float32Array {
  return Float32Array.from(vector, (_, at) => vector[(at % rows) * columns + (columns - 1 - Math.floor(at / rows))]!);
}

/** The mean over three by three pixels, fewer at the edge. */
function blur(vector: Float32Array, [rows, columns]: PictureSize): Float32Array {
  return Float32Array.from(vector, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let [sum, count] = [0, 0];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        sum += vector[y * columns + x]!;
        count += 1;
      }
    }
    return sum / count;
  });
}
