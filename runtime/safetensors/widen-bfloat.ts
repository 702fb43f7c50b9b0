/** Returns bfloat16 numbers, given as their bits, as floats: each is the upper half of one. */
export function widenBfloat(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i]! << 16;
  return new Float32Array(words.buffer);
}
