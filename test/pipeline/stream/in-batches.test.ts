import { expect, test } from 'vitest';
import { inBatches } from '../../../pipeline/stream/in-batches.ts';

async function* count(end: number) {
  for (let i = 0; i < end; i += 1) yield i;
}

test('items come in order, in groups of the size asked for, the rest last', async () => {
  expect(await Array.fromAsync(inBatches(count(7), 3))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
});

test('no batch is empty', async () => {
  expect(await Array.fromAsync(inBatches(count(6), 3))).toHaveLength(2);
  expect(await Array.fromAsync(inBatches(count(0), 3))).toEqual([]);
});

test('items that do not count ride along', async () => {
  const batches = await Array.fromAsync(inBatches(count(7), 2, (i) => i % 2 === 1));
  expect(batches).toEqual([[0, 1, 2, 3], [4, 5, 6]]);
});

test('a long stretch of items that do not count is handed over in parts', async () => {
  const batches = await Array.fromAsync(inBatches(count(200), 1, () => false));
  expect(batches.map((batch) => batch.length)).toEqual([64, 64, 64, 8]);
});

test('leaving early closes the source', async () => {
  let closed = false;
  async function* source() {
    try {
      yield* count(100);
    } finally {
      closed = true;
    }
  }
  for await (const batch of inBatches(source(), 4)) if (batch.includes(3)) break;
  expect(closed).toBe(true);
});

test('where the source fails, what came before is given, though the group is not full, and then the error', async () => {
  async function* source() {
    yield* count(5);
    throw new Error('damaged');
  }
  const batches: number[][] = [];
  const reading = (async () => {
    for await (const batch of inBatches(source(), 3)) batches.push(batch);
  })();
  await expect(reading).rejects.toThrow('damaged');
  expect(batches).toEqual([[0, 1, 2], [3, 4]]);
});

test('a size below one is refused', async () => {
  await expect(Array.fromAsync(inBatches(count(2), 0))).rejects.toThrow(RangeError);
});
