import { randomFor, type Random } from './random.ts';
import type { Initialiser } from './initialiser.ts';
import type { ParameterSpec } from './declare.ts';

/**
 * Returns a parameter's first values, drawn from the stream that belongs to `seed` and its name: they do not depend on which other
 * parameters there are.
 *
 * @throws RangeError when given values are not as many as the shape holds
 */
export function initialise({ name, shape, initialiser }: ParameterSpec, seed: number): Float32Array {
  const size = shape.reduce((product, dim) => product * dim, 1);
  if (initialiser.kind === 'values' && initialiser.values.length !== size) {
    throw new RangeError(`parameter ${name}: ${initialiser.values.length} values are given for the shape [${shape.join(', ')}]`);
  }
  return draw(initialiser, size, { shape, random: randomFor(seed, 'parameter', name) });
}

function draw(initialiser: Initialiser, size: number, { shape, random }: { shape: readonly number[]; random: Random }): Float32Array {
  switch (initialiser.kind) {
    case 'constant':
      return new Float32Array(size).fill(initialiser.value);
    case 'uniform':
      return Float32Array.from({ length: size }, () => (2 * random.uniform() - 1) * initialiser.limit);
    case 'normal':
      return Float32Array.from({ length: size }, () => random.normal() * initialiser.deviation);
    case 'convex-pairs':
      return Float32Array.from(Array.from({ length: size / 2 }, () => random.uniform()).flatMap((share) => [share, 1 - share]));
    case 'values':
      return Float32Array.from(initialiser.values);
    case 'orthogonal':
      return orthogonalBlocks(shape, initialiser.columns, random);
  }
}

function orthogonalBlocks(shape: readonly number[], columns: number, random: Random): Float32Array {
  const [rows = 1, width = 1] = shape;
  const values = new Float32Array(rows * width);
  for (let offset = 0; offset < width; offset += columns) {
    const block = orthonormalRows(Math.min(rows, columns), Math.max(rows, columns), random);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) values[row * width + offset + column] = rows <= columns ? block[row]![column]! : block[column]![row]!;
    }
  }
  return values;
}

/** Gram and Schmidt on normal rows. */
function orthonormalRows(count: number, length: number, random: Random): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let index = 0; index < count; index++) {
    const row = Float64Array.from({ length }, () => random.normal());
    for (const other of rows) {
      const overlap = dot(row, other);
      row.forEach((value, at) => (row[at] = value - overlap * other[at]!));
    }
    const norm = Math.sqrt(dot(row, row));
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
