/** The sound that golden/sound.py makes: a sweep over soft noise, its third quarter silent. */
export function makeSound(seconds: number, rate: number): Float32Array {
  const count = Math.floor(seconds * rate);
  let state = 1;
  return Float32Array.from({ length: count }, (_, n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const time = n / rate;
    const silent = n >= Math.floor(count / 2) && n < Math.floor((3 * count) / 4);
    return silent ? 0 : 0.3 * Math.sin(2 * Math.PI * (200 * time + 1500 * time * time)) + 0.04 * (state / 2 ** 32 - 0.5);
  });
}
