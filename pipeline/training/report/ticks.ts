/** Round numbers along an axis. */
export interface Ticks {
  readonly values: readonly number[];
  /** Digits after the point that tell them apart. */
  readonly digits: number;
}

/**
 * Returns about `count` round numbers (1, 2 or 5 times a power of ten apart) from `low` to `high`.
 *
 * @param options `whole`: never less than 1 apart
 */
export function ticks([low, high]: readonly [number, number], { count, whole = false }: { readonly count: number; readonly whole?: boolean }): Ticks {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(whole ? 1 : 0, power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return {
    values: Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step),
    digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)),
  };
}
