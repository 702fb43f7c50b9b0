import { ConfigError } from '../../configs/config-error.ts';
import { DatasetError } from '../../datasets/dataset-error.ts';
import { readNpy } from '../../datasets/features/npy/read-npy.ts';
import { UNITS } from '../../plugins/gate/expose-units.ts';
import { GateError } from '../../plugins/gate/gate-error.ts';
import { randomFor } from '../../runtime/train/random.ts';
import type { Port, Session } from '../../runtime/runtime.ts';
import { float32 } from '../../runtime/tensor.ts';
import type { GivenFeatures, HeadRows } from './gate-head.ts';

/** What is read by, and into what. */
export interface NpyReading {
  /** Units of the last layer. */
  readonly width: number;
  /** Path of the head, for errors. */
  readonly path: string;
  readonly signal: AbortSignal;
  readonly seed?: number;
}

const BATCH = 256;

/** Resolves with what the last layer of a head with one input is given for the rows of `.npy` files. Throws as `GateHead.read`. */
export async function readNpyUnits(session: Session, { features, labels }: GivenFeatures, { width, path, signal, seed }: NpyReading): Promise<HeadRows> {
  const [port, ...more] = session.inputs;
  if (port?.type !== 'float32' || more.length > 0) throw new ConfigError(path, [`takes ${session.inputs.map(({ name }) => name).join(', ')}, and can be given one input of 32-bit floats`], undefined, 'Give a head with one input, or the folder of an `affekt train` run.');
  const parts = await Promise.all(features.map((file) => readRows(file, port)));
  const [{ size, dims }] = parts as [Rows];
  const values = Float32Array.from(parts.flatMap((part) => [...part.values]));
  const count = values.length / size;
  const given = seed === undefined ? values : noiseLike(values, size, seed);
  const units = new Float32Array(count * width);
  for (let first = 0; first < count; first += BATCH) {
    signal.throwIfAborted();
    const rows = Math.min(BATCH, count - first);
    const outputs = await session.run({ [port.name]: float32(given.slice(first * size, (first + rows) * size), rows, ...dims) });
    const found = outputs[UNITS]!.data as Float32Array;
    if (found.length !== rows * width) throw new GateError('NOT_A_CLASSIFIER', { subject: path, detail: `it makes ${found.length / width} predictions of ${rows} rows` });
    units.set(found, first * width);
  }
  return { units: { values: units, width }, labels: await readClasses(labels, count), names: Array.from({ length: count }, (_, row) => String(row)) };
}

interface Rows {
  readonly values: Float32Array;
  /** Values of one row, and their shape. */
  readonly size: number;
  readonly dims: readonly number[];
}

async function readRows(path: string, port: Port): Promise<Rows> {
  if (path.includes('=') && !path.endsWith('.npy')) throw new ConfigError(`--features ${path}`, ['is for a head of `affekt train`, and there is no manifest.json beside this one'], undefined, 'Give a .npy file with one row for each example.');
  const { shape, data } = await readNpy(path);
  const dims = shape.slice(1);
  const wanted = port.dims.slice(1);
  const fits = dims.length === wanted.length && wanted.every((dim, axis) => typeof dim === 'string' || dim === dims[axis]);
  if (!fits || shape[0] === 0) throw new DatasetError('DIMENSIONS', { path, detail: `has the shape [${shape.join(', ')}], and the head takes [rows, ${wanted.join(', ')}]`, next: 'Give features of the kind that the head was trained with.' });
  const values = Float32Array.from(data, Number);
  const size = dims.reduce((product, dim) => product * dim, 1);
  const broken = values.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) throw new DatasetError('NOT_FINITE', { path, detail: `has ${values[broken]} in row ${Math.floor(broken / size)}` });
  return { values, size, dims };
}

async function readClasses(path: string | undefined, count: number): Promise<Int32Array> {
  if (path === undefined) return new Int32Array(count).fill(-1);
  const labels = Int32Array.from((await readNpy(path)).data, Number);
  if (labels.length !== count) throw new DatasetError('WRONG_SHAPE', { path, detail: `has ${labels.length} labels for ${count} rows`, next: 'Write one label for each row.' });
  return labels;
}

/** As many rows of normal numbers with the mean and deviation of each value. */
function noiseLike(values: Float32Array, size: number, seed: number): Float32Array {
  const count = values.length / size;
  const [mean, square] = [new Float64Array(size), new Float64Array(size)];
  values.forEach((value, at) => (mean[at % size]! += value / count));
  values.forEach((value, at) => (square[at % size]! += (value - mean[at % size]!) ** 2 / count));
  const random = randomFor(seed, 'noise');
  return values.map((_, at) => mean[at % size]! + Math.sqrt(square[at % size]!) * random.normal());
}
