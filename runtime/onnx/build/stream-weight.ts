/// <reference lib="esnext.float16" />
import { SafetensorsError } from '../../safetensors/safetensors-error.ts';
import type { WeightTensor } from '../../safetensors/weights.ts';
import type { StreamedInitializer } from './streamed-model.ts';

/** How a tensor of a checkpoint becomes a constant of a graph. */
export interface WeightOptions {
  /** Name in the graph. Default: that of the tensor. */
  readonly name?: string;
  readonly type: 'float32' | 'float16';
  /** Shape in the graph, of as many values. Default: that of the tensor. */
  readonly dims?: readonly number[];
  /** Changes rows while they pass: given some whole rows and their length, it changes them in place or returns others, of the same number. */
  readonly mapRows?: (rows: Float32Array, length: number) => Float32Array;
}

/** Bytes of a piece, as float32. */
const PIECE_BYTES = 8 * 2 ** 20;
const LARGEST_HALF = 65504;

/**
 * Returns a constant that is read from its file, and made to the wanted type, a few megabytes at a time. Its rows are those of the last axis.
 *
 * @throws SafetensorsError BEYOND_HALF while it is read, when a value is beyond float16
 */
export function streamWeight(tensor: WeightTensor, { type, name = tensor.name, dims = tensor.shape, mapRows = (rows) => rows }: WeightOptions): StreamedInitializer {
  return {
    name,
    type,
    dims,
    async *pieces() {
      for await (const { rows, length } of readRows(tensor)) yield toBytes(mapRows(rows, length), { type, name: tensor.name });
    },
  };
}

/**
 * Returns a constant with the two axes of a matrix exchanged, as `MatMul` wants the weights of a linear layer. The whole matrix is in memory while it is written.
 *
 * @throws RangeError when the tensor is no matrix; while it is read, SafetensorsError BEYOND_HALF when a value is beyond float16
 */
export function streamTransposed(tensor: WeightTensor, { type, name = tensor.name }: Pick<WeightOptions, 'name' | 'type'>): StreamedInitializer {
  const [rows, columns] = tensor.shape;
  if (rows === undefined || columns === undefined || tensor.shape.length !== 2) throw new RangeError(`${tensor.name} is no matrix, its shape is [${tensor.shape.join(', ')}]`);
  return {
    name,
    type,
    dims: [columns, rows],
    async *pieces() {
      const matrix = await tensor.read();
      const step = Math.max(1, Math.floor(PIECE_BYTES / 4 / rows));
      for (let first = 0; first < columns; first += step) yield toBytes(transpose(matrix, { rows, columns, first, count: Math.min(step, columns - first) }), { type, name: tensor.name });
    },
  };
}

/** Yields a tensor some whole rows of its last axis at a time, in new arrays. */
export async function* readRows(tensor: WeightTensor): AsyncGenerator<{ readonly rows: Float32Array; readonly length: number }> {
  const values = tensor.shape.reduce((product, size) => product * size, 1);
  const length = tensor.shape.at(-1) ?? 1;
  const step = length * Math.max(1, Math.floor(PIECE_BYTES / 4 / length));
  for (let at = 0; at < values; at += step) yield { rows: await tensor.read(at, Math.min(step, values - at)), length };
}

function toBytes(values: Float32Array, { type, name }: { readonly type: 'float32' | 'float16'; readonly name: string }): Uint8Array {
  if (type === 'float32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const beyond = values.find((value) => Math.abs(value) > LARGEST_HALF);
  if (beyond !== undefined) throw new SafetensorsError('BEYOND_HALF', { path: name, detail: `${beyond} is beyond float16, which ends at ${LARGEST_HALF}` });
  return new Uint8Array(new Float16Array(values).buffer);
}

interface Columns {
  readonly rows: number;
  readonly columns: number;
  readonly first: number;
  readonly count: number;
}

function transpose(matrix: Float32Array, { rows, columns, first, count }: Columns): Float32Array {
  const turned = new Float32Array(count * rows);
  for (let row = 0; row < rows; row++) for (let column = 0; column < count; column++) turned[column * rows + row] = matrix[row * columns + first + column]!;
  return turned;
}
