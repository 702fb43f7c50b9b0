/**
 * Returns `count` random odd 32-bit numbers for `dropOut`. Odd ones make multiplication a bijection, so each product is uniform.
 *
 * @param random returns uniform numbers in [0, 1) of at least 31 bits
 */
export function drawDropOut(random: () => number, count: number): Int32Array {
  return Int32Array.from({ length: count }, () => 2 * Math.floor(random() * 2 ** 31) + 1);
}
