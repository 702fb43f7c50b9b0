/** Yields what is there, one by one, to whoever waits for each. */
// eslint-disable-next-line @typescript-eslint/require-await -- a dataset is asynchronous, and all of this one is there
export async function* inTurn<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
