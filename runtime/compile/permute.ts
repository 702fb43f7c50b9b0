import type { ConstantArray } from './recorded-type.ts';

/** Returns `data` of shape `shape` with its axes in the order `axes`, as a new array with its shape. */
export function permute(data: ConstantArray, shape: readonly number[], axes: readonly number[]): { data: ConstantArray; dims: readonly number[] } {
  const dims = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => shape.slice(axis + 1).reduce((product, dim) => product * dim, 1));
  const permuted = data.slice();
  const index = new Array<number>(dims.length).fill(0);
  let from = 0;
  for (let to = 0; to < permuted.length; to += 1) {
    permuted[to] = data[from]!;
    for (let axis = dims.length - 1; axis >= 0; axis -= 1) {
      index[axis]! += 1;
      from += steps[axis]!;
      if (index[axis]! < dims[axis]!) break;
      from -= steps[axis]! * dims[axis]!;
      index[axis] = 0;
    }
  }
  return { data: permuted, dims };
}
