const Z = 1.959963984540054; // 97.5 % quantile of the normal distribution

/**
 * Returns the 95 % interval of a proportion (Wilson, 1927).
 *
 * @param right out of `all`, `all ≥ 1`
 * @example wilsonInterval(9, 10) // [0.5958, 0.9821]
 */
export function wilsonInterval(right: number, all: number): readonly [low: number, high: number] {
  const share = right / all;
  const middle = share + Z ** 2 / (2 * all);
  const half = Z * Math.sqrt((share * (1 - share)) / all + Z ** 2 / (4 * all ** 2));
  const scale = 1 + Z ** 2 / all;
  return [right === 0 ? 0 : (middle - half) / scale, right === all ? 1 : (middle + half) / scale]; // Exact at both ends
}
