/** A place on the clip's clock that one reader reaches and another waits for. */
export interface Pace {
  /** Tells that everything up to `seconds` has been read. */
  readonly reach: (seconds: number) => void;
  /** Resolves when `seconds` has been reached; rejects with the signal's reason when it aborts. */
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
}

/** Returns a pace that stands at `start`, in seconds; one reader may wait at a time. */
export function createPace(start: number): Pace {
  let reached = start;
  let waiting: { readonly seconds: number; readonly go: () => void } | undefined;
  return {
    reach(seconds) {
      reached = seconds;
      if (waiting !== undefined && waiting.seconds <= reached) waiting.go();
    },
    async wait(seconds, signal) {
      signal.throwIfAborted();
      if (seconds <= reached) return;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const go = () => resolve(undefined);
      waiting = { seconds, go };
      signal.addEventListener('abort', go, { once: true });
      await promise;
      signal.removeEventListener('abort', go); // One wait a second: in a long clip they would pile up
      waiting = undefined;
      signal.throwIfAborted();
    },
  };
}
