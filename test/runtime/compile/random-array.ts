/** Returns `length` numbers in [-1, 1), the same for the same seed (Park and Miller's generator). */
export function randomArray(length: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  });
}
