import type { FeatureRow } from './feature-set.ts';

/** Yields rows with the times that lie `hop` seconds apart from `first` on. */
export async function* atHops(rows: AsyncIterable<ArrayLike<number>>, { first, hop }: { readonly first: number; readonly hop: number }): AsyncGenerator<FeatureRow> {
  let row = 0;
  for await (const values of rows) yield { time: first + row++ * hop, values };
}
