import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPace } from '../../../pipeline/stream/pace.ts';

const never = new AbortController().signal;

test('who waits goes on when the place is reached, and not before', async () => {
  const pace = createPace(1);
  const passed: number[] = [];
  const walking = (async () => {
    for (const place of [0.5, 1, 2, 3]) {
      await pace.wait(place, never);
      passed.push(place);
    }
  })();
  await sleep(5);
  expect(passed).toEqual([0.5, 1]);
  pace.reach(1.5);
  await sleep(5);
  expect(passed).toEqual([0.5, 1]);
  pace.reach(2);
  await sleep(5);
  expect(passed).toEqual([0.5, 1, 2]);
  pace.reach(Infinity);
  await walking;
  expect(passed).toEqual([0.5, 1, 2, 3]);
});

test('an abort ends the waiting with its reason', async () => {
  const controller = new AbortController();
  const waiting = createPace(0).wait(9, controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});
