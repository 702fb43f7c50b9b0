import tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { ParameterSpec } from './declare.ts';

/** Parameters that are kept in one tensor: a big one alone, the small ones end to end, so that an update needs few operations. */
export interface Slab {
  readonly name: string;
  readonly shape: readonly number[];
  readonly members: readonly { readonly spec: ParameterSpec; readonly offset: number; readonly size: number }[];
}

/** Parameters of at least this many elements are alone. */
const ALONE = 16_384;

/** Returns the slabs of `parameters`; every parameter is in exactly one. */
export function planSlabs(parameters: readonly ParameterSpec[]): Slab[] {
  const sizeOf = ({ shape }: ParameterSpec) => shape.reduce((product, dim) => product * dim, 1);
  const big = parameters.filter((spec) => sizeOf(spec) >= ALONE);
  const small = parameters.filter((spec) => sizeOf(spec) < ALONE);
  const alone = big.map((spec, index) => ({ name: `p${index}`, shape: spec.shape, members: [{ spec, offset: 0, size: sizeOf(spec) }] }));
  let end = 0;
  const members = small.map((spec) => ({ spec, offset: end, size: (end += sizeOf(spec), sizeOf(spec)) }));
  return members.length === 0 ? alone : [...alone, { name: 'small', shape: [end], members }];
}

/** Returns the parameters of a slab as tensors of their own, in the order of its members. */
export function unpack({ members }: Slab, tensor: Tensor): Tensor[] {
  if (isAlone(members)) return [tensor];
  const parts = members.length === 1 ? [tensor] : tf.split(tensor, members.map(({ size }) => size)); // tfjs has no gradient for a single part
  return parts.map((part, index) => tf.reshape(part, [...members[index]!.spec.shape]));
}

/** Returns the values of one member. Not copied. */
export function memberValues(slab: Float32Array, { offset, size }: Slab['members'][number]): Float32Array {
  return slab.subarray(offset, offset + size);
}

function isAlone(members: Slab['members']): boolean {
  return members.length === 1 && members[0]!.size >= ALONE;
}
