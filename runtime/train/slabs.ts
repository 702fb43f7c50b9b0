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
const ALONE = 32_768;

/** No more elements are packed together: an update passes over them a dozen times, and what it passes over should stay in the cache. */
const PACKED = 65_536;

/** Returns the slabs of `parameters`; every parameter is in exactly one. */
export function planSlabs(parameters: readonly ParameterSpec[]): Slab[] {
  const alone: Slab[] = [];
  const packs: Slab[] = [];
  for (const spec of parameters) {
    const size = spec.shape.reduce((product, dim) => product * dim, 1);
    const last = packs.at(-1);
    const end = last?.shape[0] ?? 0;
    if (size >= ALONE) alone.push({ name: `p${alone.length}`, shape: spec.shape, members: [{ spec, offset: 0, size }] });
    else if (last === undefined || end + size > PACKED) packs.push({ name: `small${packs.length}`, shape: [size], members: [{ spec, offset: 0, size }] });
    else packs[packs.length - 1] = { ...last, shape: [end + size], members: [...last.members, { spec, offset: end, size }] };
  }
  return [...alone, ...packs];
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
