import { Observable } from 'rxjs';

/** Runs `work` on subscription and emits what it hands to `emit`, until it resolves; unsubscribing aborts its signal. */
export function abortable<T>(work: (signal: AbortSignal, emit: (value: T) => void) => Promise<void>): Observable<T> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    work(controller.signal, (value) => subscriber.next(value)).then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
    return () => controller.abort();
  });
}
