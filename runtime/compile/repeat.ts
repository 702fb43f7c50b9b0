import type { ConstantArray } from './recorded-type.ts';

/** Returns `values` of shape `from` repeated along axes of one, and along axes in front, up to shape `to`; a new array. */
export function repeat(values: ConstantArray, from: readonly number[], to: readonly number[]): ConstantArray {
  const Values = values.constructor as Float32ArrayConstructor;
  const padded = [...new Array<number>(to.length - from.length).fill(1), ...from];
  let repeated = values;
  for (let axis = to.length - 1; axis >= 0; axis -= 1) {
    if (padded[axis] === to[axis]) continue;
    const block = to.slice(axis + 1).reduce((product, dim) => product * dim, 1);
    const source = repeated;
    repeated = new Values((source.length / block) * to[axis]! * block);
    for (let start = 0; start < repeated.length; start += block) {
      const at = Math.floor(start / (block * to[axis]!)) * block;
      repeated.set(source.subarray(at, at + block), start);
    }
  }
  return repeated;
}

/** True when there are values and all are the same. */
export function isUniform(values: ConstantArray): boolean {
  return values.length > 0 && values.every((value) => Object.is(value, values[0]));
}
