import { DatasetError } from '../../datasets/dataset-error.ts';
import { readNpy } from '../../datasets/features/npy/read-npy.ts';
import { randomFor, shuffled } from '../../runtime/train/random.ts';

/** Vectors with a class each. */
export interface LabelledVectors {
  /** Shape `[n, dimensions]`, row by row. */
  readonly values: Float32Array;
  /** Shape `[n]`: classes from 0. */
  readonly labels: Int32Array;
  readonly dimensions: number;
  readonly classes: number;
  /** Whose each vector is, such as its speaker; absent: nobody's. */
  readonly groups?: readonly string[] | undefined;
}

/**
 * Resolves with the vectors of one `.npy` file, `[n, D]`, and the classes of another, `[n]`.
 *
 * @throws DatasetError naming the file that cannot be read or does not fit
 */
export async function readLabelledVectors(features: string, labels: string): Promise<LabelledVectors> {
  const [vectors, classes] = [await readNpy(features), await readNpy(labels)];
  const [count, dimensions] = vectors.shape;
  if (vectors.shape.length !== 2 || count === undefined || dimensions === undefined) throw new DatasetError('WRONG_SHAPE', { path: features, detail: `has the shape [${vectors.shape.join(', ')}], and a table of vectors is wanted`, next: 'Write one row for each example.' });
  const given = Int32Array.from(classes.data, Number);
  if (given.length !== count) throw new DatasetError('WRONG_SHAPE', { path: labels, detail: `has ${given.length} labels for ${count} vectors`, next: 'Write one label for each row.' });
  const wrong = Array.from(classes.data, Number).findIndex((label) => !Number.isInteger(label) || label < 0);
  if (wrong >= 0) throw new DatasetError('BAD_VALUE', { path: labels, detail: `has ${String(classes.data[wrong])} as label ${wrong}`, next: 'Write classes as whole numbers from 0.' });
  const known = Math.max(...given) + 1;
  if (known < 2) throw new DatasetError('MISSING_CLASS', { path: labels, detail: 'has one class only', next: 'Give examples of two classes or more.' });
  return { values: Float32Array.from(vectors.data, Number), labels: given, dimensions, classes: known };
}

/** Examples to learn from and to test on. */
export interface VectorSplit {
  readonly train: LabelledVectors;
  readonly test: LabelledVectors;
}

/** Of the vectors, that are learnt from. */
const SHARE = 0.7;

/** What vectors are centred and scaled by: the mean of each dimension and one deviation; each dimension's own; or, as for pictures, one mean and one deviation of all numbers. */
export type VectorScale = 'all' | 'each' | 'one';

/**
 * Returns 70 % of each class to learn from and the rest to test on, drawn by `seed`, or, where vectors have groups, those of 70 % of the groups; all centred and scaled by moments of the first.
 * `blur` adds fixed normal noise of that standard deviation to every example.
 */
export function splitVectors(data: LabelledVectors, { seed, blur = 0, scale: by = 'all' }: { readonly seed: number; readonly blur?: number; readonly scale?: VectorScale }): VectorSplit {
  const { train, test } = data.groups === undefined ? partClasses(data, seed) : partGroups(data.groups, seed);
  const scale = scaleOf(data, { rows: train, by });
  const take = (rows: readonly number[]): LabelledVectors => {
    const values = new Float32Array(rows.length * data.dimensions);
    rows.forEach((row, at) => values.set(scale(row).map((value, column) => value + (blur === 0 ? 0 : blur * randomFor(seed, 'blur', row, column).normal())), at * data.dimensions));
    return { ...data, values, labels: Int32Array.from(rows, (row) => data.labels[row]!), ...(data.groups && { groups: rows.map((row) => data.groups![row]!) }) };
  };
  return { train: take(train), test: take(test) };
}

interface Parts {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

function partClasses({ labels, classes }: LabelledVectors, seed: number): Parts {
  const order = Array.from(shuffled(labels.length, randomFor(seed, 'split')));
  const parts = Array.from({ length: classes }, (_, label) => {
    const members = order.filter((index) => labels[index] === label);
    return { members, count: Math.round(members.length * SHARE) };
  });
  return { train: parts.flatMap(({ members, count }) => members.slice(0, count)), test: parts.flatMap(({ members, count }) => members.slice(count)) };
}

function partGroups(groups: readonly string[], seed: number): Parts {
  const names = [...new Set(groups)].sort();
  const order = Array.from(shuffled(names.length, randomFor(seed, 'split')), (at) => names[at]!);
  const known = new Set(order.slice(0, Math.round(names.length * SHARE)));
  const rows = Array.from(groups.keys());
  return { train: rows.filter((row) => known.has(groups[row]!)), test: rows.filter((row) => !known.has(groups[row]!)) };
}

function scaleOf({ values, dimensions }: LabelledVectors, { rows, by }: { readonly rows: readonly number[]; readonly by: VectorScale }): (row: number) => Float64Array {
  const vector = (row: number) => values.subarray(row * dimensions, (row + 1) * dimensions);
  const means = new Float64Array(dimensions);
  for (const row of rows) vector(row).forEach((value, column) => (means[column]! += value / rows.length));
  if (by === 'one') means.fill(meanOf(means));
  const variances = new Float64Array(dimensions);
  for (const row of rows) vector(row).forEach((value, column) => (variances[column]! += (value - means[column]!) ** 2 / rows.length));
  const mean = meanOf(variances);
  const deviations = variances.map((variance) => Math.sqrt(by === 'each' ? variance : mean) || 1);
  return (row) => Float64Array.from(vector(row), (value, column) => (value - means[column]!) / deviations[column]!);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
