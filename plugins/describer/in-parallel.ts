/** How to go about it. */
export interface ParallelOptions {
  /** At once. */
  readonly most: number;
  readonly signal: AbortSignal;
  /** Called after each item with how many are done. */
  readonly onDone?: (done: number) => void;
}

/** Resolves with what `work` makes of each item, in their order. After the first failure, or when the signal aborts, nothing more is begun, and it rejects once what runs has ended. */
export async function inParallel<Item, Result>(items: readonly Item[], { most, signal, onDone }: ParallelOptions, work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let done = 0;
  let failed = false;
  const run = async () => {
    while (next < items.length && !failed) {
      signal.throwIfAborted();
      const index = next++;
      try {
        results[index] = await work(items[index]!);
        onDone?.(++done);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(most, items.length) }, run));
  const failure = ended.find((each) => each.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return results;
}
