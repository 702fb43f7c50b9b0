/** A batch of light items ends at this many times `size`, so that a long stretch of skipped frames does not pile up. */
const LIGHT_ITEMS = 64;

/**
 * Groups items, in order, into arrays of which each holds `size` items that count; the last one may be shorter, none is empty.
 *
 * @param counts tells whether an item counts towards `size`; by default each does. Items that do not count ride along, and a batch ends at
 *   64 × `size` items at the latest.
 * @throws what `items` throws, after a last batch with what came before; RangeError when `size` is not a whole number of 1 or more
 */
export async function* inBatches<T>(
  items: Iterable<T> | AsyncIterable<T>,
  size: number,
  counts: (item: T) => boolean = () => true,
): AsyncGenerator<T[]> {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`size: a batch cannot hold ${size} items. Give a whole number of 1 or more.`);
  let batch: T[] = [];
  let counted = 0;
  let trouble: { readonly error: unknown } | undefined;
  try {
    for await (const item of items) {
      batch.push(item);
      if (counts(item)) counted += 1;
      if (counted < size && batch.length < size * LIGHT_ITEMS) continue;
      yield batch;
      batch = [];
      counted = 0;
    }
  } catch (error) {
    trouble = { error };
  }
  if (batch.length > 0) yield batch;
  if (trouble !== undefined) throw trouble.error;
}
