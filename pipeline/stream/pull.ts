import { fromEvent, lastValueFrom, Observable, of, takeUntil, toArray, type OperatorFunction } from 'rxjs';

/**
 * Runs `stage` on each item that `open` yields, at most `concurrency` items at a time, and emits in source order.
 *
 * The next item is asked for only when a place is free, so memory does not grow with the length of the source. A result leaves as soon as all
 * earlier items are done. A failing stage or source ends the stream after everything before it was emitted. Unsubscribing, or a failure, aborts
 * the signal given to `open` and unsubscribes from the running stages; the source's `finally` always runs.
 *
 * @throws RangeError when `concurrency` is not a whole number of 1 or more
 */
export function pull<T, R>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  stage: OperatorFunction<T, R>,
  concurrency: number,
): Observable<R> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency: ${concurrency} items cannot be in flight. Give a whole number of 1 or more.`);
  }
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const { signal } = controller;
    const run = async (item: T) =>
      lastValueFrom(of(item).pipe(stage, takeUntil(fromEvent(signal, 'abort')), toArray()));
    const emitInTurn = async (before: Promise<void>, results: Promise<R[]>) => {
      await before;
      for (const result of await results) subscriber.next(result);
    };
    let last = Promise.resolve();
    const drain = async () => {
      const inFlight: Promise<void>[] = [];
      for await (const item of open(signal)) {
        if (signal.aborted) return;
        const results = run(item);
        results.catch(() => {
          // Reported by `emitInTurn`, after the results of earlier items
        });
        last = emitInTurn(last, results);
        last.catch((error: unknown) => subscriber.error(error));
        inFlight.push(last);
        if (inFlight.length >= concurrency) await inFlight.shift();
      }
    };
    const afterLast = (report: () => void) =>
      last.then(report, () => {
        // Reported when it happened
      });
    drain().then(
      () => afterLast(() => subscriber.complete()),
      (error: unknown) => afterLast(() => subscriber.error(error)),
    );
    return () => controller.abort();
  });
}
