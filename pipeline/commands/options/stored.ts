/** How weights can be stored, with what that does. */
export const STORED = {
  fp16: 'large weights as 16-bit floats, widened when the file is loaded: half the size, the same speed',
  int8: 'weights of products and tables in 8 bits, products computed in 8 bits: a quarter of the size, and faster on a CPU',
} as const;
