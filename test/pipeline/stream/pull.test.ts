import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { concatMap, delay, filter, lastValueFrom, map, mergeMap, of, tap, toArray, type Observable } from 'rxjs';
import { expect, test } from 'vitest';
import { pull } from '../../../pipeline/stream/pull.ts';

/** Counts to `end`, noting each number in `asked` and the end of the generator in `finished`. */
function makeSource(end: number) {
  const state = { asked: 0, finished: false, signal: undefined as AbortSignal | undefined };
  async function* open(signal: AbortSignal) {
    state.signal = signal;
    try {
      for (let i = 0; i < end; i += 1) {
        state.asked += 1;
        yield i;
      }
    } finally {
      state.finished = true;
    }
  }
  return { state, open };
}

function collect<T>(stream: Observable<T>): Promise<T[]> {
  return lastValueFrom(stream.pipe(toArray()));
}

test('results come in source order although later items are ready first', async () => {
  const { open } = makeSource(6);
  const slowFirst = concatMap((i: number) => of(i).pipe(delay(30 - 5 * i)));
  expect(await collect(pull(open, slowFirst, 6))).toEqual([0, 1, 2, 3, 4, 5]);
});

test.each([1, 2, 5])('never more than %i items are in flight', async (concurrency) => {
  const { open } = makeSource(20);
  let [inFlight, most] = [0, 0];
  const stage = mergeMap(async (i: number) => {
    most = Math.max(most, ++inFlight);
    await sleep(1 + (i % 3));
    inFlight -= 1;
  });
  await collect(pull(open, stage, concurrency));
  expect(most).toBe(concurrency);
});

test('the source is asked for no more than there is room for', async () => {
  const { state, open } = makeSource(1000);
  const subscription = pull(open, mergeMap(() => new Promise(() => undefined)), 3).subscribe();
  await sleep(20);
  subscription.unsubscribe();
  expect(state.asked).toBe(3);
});

test('a result leaves before the source has its next item', async () => {
  const seen: number[] = [];
  async function* open(signal: AbortSignal) {
    yield 1;
    await sleep(60_000, undefined, { signal });
  }
  const subscription = pull(open, map((i: number) => i), 4).subscribe((i) => seen.push(i));
  await expect.poll(() => seen).toEqual([1]);
  subscription.unsubscribe();
});

test('a stage may emit nothing or several results for an item', async () => {
  const { open } = makeSource(4);
  const stage = (items: Observable<number>) => items.pipe(filter((i) => i % 2 === 1), concatMap((i) => [i, i * 10]));
  expect(await collect(pull(open, stage, 2))).toEqual([1, 10, 3, 30]);
});

test('nothing runs before somebody subscribes', async () => {
  const { state, open } = makeSource(3);
  pull(open, map((i: number) => i), 1);
  await sleep(5);
  expect(state.asked).toBe(0);
});

test('unsubscribing aborts the signal, stops the stages and closes the source', async () => {
  const { state, open } = makeSource(100);
  let late = 0;
  const stage = (items: Observable<number>) => items.pipe(delay(20), tap(() => (late += 1)));
  pull(open, stage, 4).subscribe().unsubscribe();
  await expect.poll(() => state.finished).toBe(true);
  await sleep(40);
  expect(state.signal?.aborted).toBe(true);
  expect(late).toBe(0);
});

test('unsubscribing ends a child process that the source holds', async () => {
  let child: ReturnType<typeof spawn> | undefined;
  async function* open(signal: AbortSignal) {
    child = spawn('sleep', ['60']);
    signal.addEventListener('abort', () => child?.kill('SIGKILL'));
    yield 1;
    await new Promise((resolve) => child?.once('exit', resolve));
  }
  const subscription = pull(open, map((i: number) => i), 2).subscribe();
  await expect.poll(() => child?.pid).toBeGreaterThan(0);
  subscription.unsubscribe();
  await expect.poll(() => child?.signalCode).toBe('SIGKILL');
});

test('a failing stage ends the stream after the results of earlier items, and closes the source', async () => {
  const { state, open } = makeSource(100);
  const seen: number[] = [];
  const stage = mergeMap(async (i: number) => {
    await sleep(i === 3 ? 0 : 10);
    if (i === 3) throw new Error('no face left');
    return i;
  });
  const run = lastValueFrom(pull(open, stage, 8).pipe(tap((i) => seen.push(i))));
  await expect(run).rejects.toThrow('no face left');
  expect(seen).toEqual([0, 1, 2]);
  await expect.poll(() => state.finished).toBe(true);
});

test('a failing source ends the stream after the results of the items it gave', async () => {
  const seen: number[] = [];
  async function* open() {
    yield 1;
    yield 2;
    throw new Error('file ended early');
  }
  const stage = concatMap((i: number) => of(i).pipe(delay(10)));
  await expect(lastValueFrom(pull(open, stage, 4).pipe(tap((i) => seen.push(i))))).rejects.toThrow('file ended early');
  expect(seen).toEqual([1, 2]);
});

test('taking the first result closes the source', async () => {
  const { state, open } = makeSource(100);
  const first = await new Promise((resolve) => {
    const subscription = pull(open, map((i: number) => i), 1).subscribe((i) => {
      resolve(i);
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
  expect(first).toBe(0);
  await expect.poll(() => state.finished).toBe(true);
});

test.each([0, -1, 1.5, Number.NaN])('a concurrency of %d is refused', (concurrency) => {
  expect(() => pull(makeSource(1).open, map((i: number) => i), concurrency)).toThrow(RangeError);
});
