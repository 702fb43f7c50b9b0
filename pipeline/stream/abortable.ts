import { Observable } from 'rxjs';

/** Runs `work` on subscription, with a signal that unsubscribing aborts; emits nothing. */
export function abortable(work: (signal: AbortSignal) => Promise<void>): Observable<never> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    work(controller.signal).then(
      () => subscriber.complete(),
      (error: unknown) => subscriber.error(error),
    );
    return () => controller.abort();
  });
}
