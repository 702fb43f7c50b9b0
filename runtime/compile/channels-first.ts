import { permute } from './permute.ts';
import type { ConstantArray } from './recorded-type.ts';

/**
 * Returns a constant of rank ≤ 4 in ONNX's layout of images: as if its shape had ones in front up to rank 4,
 * then with the last axis (channels) moved to the second place. `[3]` becomes `[1, 3, 1, 1]`.
 */
export function toChannelsFirst(data: ConstantArray, shape: readonly number[]): { data: ConstantArray; dims: readonly number[] } {
  const padded = [...new Array<number>(4 - shape.length).fill(1), ...shape];
  return permute(data, padded, [0, 3, 1, 2]);
}
