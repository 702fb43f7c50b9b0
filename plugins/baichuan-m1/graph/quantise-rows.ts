/** Numbers that share a scale. */
export const BLOCK = 32;

/** Rows of numbers in 4 or 8 bits, as `MatMulNBits` of ONNX Runtime takes them. */
export interface QuantisedRows {
  /** Shape `[rows, blocks, BLOCK · bits / 8]`: in 4 bits the first of two numbers is the lower half of a byte. */
  readonly packed: Uint8Array;
  /** Shape `[rows, blocks]`. */
  readonly scales: Float32Array;
  /** Shape `[rows, ⌈blocks · bits / 8⌉]`: what stands for zero, packed like the numbers. */
  readonly zeros: Uint8Array;
}

/**
 * Returns rows in `bits` bits, rounded to the nearest of `2^bits` numbers that lie evenly between the least and the greatest of each block, of which zero is one. The last block of
 * a row is filled up with zeros.
 *
 * @param values shape `[rows, length]`
 */
export function quantiseRows(values: Float32Array, length: number, bits: 4 | 8): QuantisedRows {
  const blocks = Math.ceil(length / BLOCK);
  const rows = values.length / length;
  const perByte = 8 / bits;
  const zeroBytes = Math.ceil(blocks / perByte);
  const result = { packed: new Uint8Array((rows * blocks * BLOCK) / perByte), scales: new Float32Array(rows * blocks), zeros: new Uint8Array(rows * zeroBytes) };
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const from = row * length + block * BLOCK;
      const part = values.subarray(from, Math.min(from + BLOCK, (row + 1) * length));
      const { scale, zero } = gridOf(part, 2 ** bits - 1);
      const at = row * blocks + block;
      result.scales[at] = scale;
      put(result.zeros, row * zeroBytes * perByte + block, zero, bits);
      for (let i = 0; i < BLOCK; i++) put(result.packed, at * BLOCK + i, i < part.length ? nearest(part[i]!, scale, zero, 2 ** bits - 1) : zero, bits);
    }
  }
  return result;
}

function gridOf(part: Float32Array, most: number): { readonly scale: number; readonly zero: number } {
  let [low, high] = [0, 0];
  for (const value of part) {
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const scale = Math.fround((high - low) / most) || 1; // A block of zeros
  return { scale, zero: Math.round(-low / scale) };
}

function nearest(value: number, scale: number, zero: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value / scale) + zero));
}

function put(bytes: Uint8Array, index: number, value: number, bits: 4 | 8): void {
  if (bits === 8) bytes[index] = value;
  else bytes[index >> 1]! |= value << (4 * (index & 1));
}
