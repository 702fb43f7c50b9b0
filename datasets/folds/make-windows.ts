/** A stretch of a sequence, in rows; `end` is not in it. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns windows of `size` rows, `hop` apart, that together cover a sequence: the last one is moved back so that it ends at the end. A sequence shorter than
 * `size` is one short window, an empty one none.
 *
 * @throws RangeError unless `length`, `size` and `hop` are whole, `length` ≥ 0 and 1 ≤ `hop` ≤ `size`: a longer hop would leave rows out
 */
export function makeWindows(length: number, { size, hop }: { readonly size: number; readonly hop: number }): Window[] {
  if (![length, size, hop].every(Number.isInteger) || length < 0 || hop < 1 || hop > size) throw new RangeError(`Cannot cut ${length} rows into windows of ${size} rows, ${hop} apart`);
  if (length === 0) return [];
  const last = Math.max(0, length - size);
  return Array.from({ length: Math.ceil(last / hop) + 1 }, (_, index) => {
    const start = Math.min(index * hop, last);
    return { start, end: Math.min(start + size, length) };
  });
}
