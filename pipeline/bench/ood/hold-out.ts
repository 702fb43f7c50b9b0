import { randomFor, shuffled } from '../../../runtime/train/random.ts';
import type { LabelledVectors } from '../labelled-vectors.ts';

/** Vectors as they are given, and what the network is told of them. */
export interface HeldOut {
  /** Classes that stay, numbered anew from 0, as they are given. */
  readonly train: LabelledVectors;
  readonly test: LabelledVectors;
  /** Vectors of the classes that the network never sees, a row each, as they are given. */
  readonly strangers: readonly Float32Array[];
  /** Smallest and largest value of training. */
  readonly range: readonly [number, number];
  /** Returns a vector centred by the means and scaled by the one standard deviation of training. */
  toInput(vector: Float32Array): Float32Array;
}

const TRAIN = 0.7;

/** Returns the data without some classes: 70 % of each other class to learn from, drawn by `seed`, and the rest to test on. */
export function holdOut(data: LabelledVectors, classes: readonly number[], seed: number): HeldOut {
  const stay = Array.from({ length: data.classes }, (_, label) => label).filter((label) => !classes.includes(label));
  const order = Array.from(shuffled(data.labels.length, randomFor(seed, 'split')));
  const [train, test]: [number[], number[]] = [[], []];
  for (const label of stay) {
    const members = order.filter((row) => data.labels[row] === label);
    const count = Math.round(members.length * TRAIN);
    train.push(...members.slice(0, count));
    test.push(...members.slice(count));
  }
  const take = (rows: readonly number[]): LabelledVectors => ({
    values: Float32Array.from(rows.flatMap((row) => [...vectorAt(data, row)])),
    labels: Int32Array.from(rows, (row) => stay.indexOf(data.labels[row]!)),
    dimensions: data.dimensions,
    classes: stay.length,
  });
  const learnt = take(train);
  return {
    train: learnt,
    test: take(test),
    strangers: Array.from(data.labels.keys()).filter((row) => classes.includes(data.labels[row]!)).map((row) => vectorAt(data, row)),
    range: learnt.values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]),
    toInput: scaling(learnt),
  };
}

/** Returns row `row`, a view. */
export function vectorAt({ values, dimensions }: Pick<LabelledVectors, 'values' | 'dimensions'>, row: number): Float32Array {
  return values.subarray(row * dimensions, (row + 1) * dimensions);
}

function scaling({ values, dimensions }: LabelledVectors): HeldOut['toInput'] {
  const count = values.length / dimensions;
  const means = new Float64Array(dimensions);
  values.forEach((value, at) => (means[at % dimensions]! += value / count));
  const deviation = Math.sqrt(values.reduce((sum, value, at) => sum + (value - means[at % dimensions]!) ** 2, 0) / values.length) || 1;
  return (vector) => vector.map((value, at) => (value - means[at]!) / deviation);
}
