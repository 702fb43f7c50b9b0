import { expect, test } from 'vitest';
import { checkFeeds } from '../../runtime/check-feeds.ts';
import { float32 } from '../../runtime/tensor.ts';
import type { Port } from '../../runtime/runtime.ts';
import type { Tensor } from '../../runtime/tensor.ts';

const inputs: readonly Port[] = [{ name: 'image', type: 'float32', dims: ['batch', 2, 2] }, { name: 'rate', type: 'int64', dims: [] }];
const image = float32(new Float32Array(8), 2, 2, 2);
const rate: Tensor = { type: 'int64', dims: [], data: BigInt64Array.of(16_000n) };

test('feeds with the declared types and shapes pass, whatever the size of a named dimension', () => {
  expect(() => checkFeeds('net', inputs, { image, rate })).not.toThrow();
  expect(() => checkFeeds('net', inputs, { image: float32(new Float32Array(), 0, 2, 2), rate })).not.toThrow();
});

test.each([
  [{ image }, 'input "rate" is missing'],
  [{ image: rate, rate }, 'input "image" is int64, the graph wants float32'],
  [{ image: float32(new Float32Array(8), 2, 4), rate }, 'input "image" has shape [2, 4], the graph wants [batch, 2, 2]'],
  [{ image: float32(new Float32Array(12), 2, 2, 3), rate }, 'input "image" has shape [2, 2, 3], the graph wants [batch, 2, 2]'],
  [{ image: float32(new Float32Array(7), 2, 2, 2), rate }, 'input "image" holds 7 values, its shape [2, 2, 2] takes 8'],
  [{ image, rate, mask: image }, 'there is no input "mask", only image, rate'],
])('feeds that do not fit are refused by name (%#)', (feeds, fault) => {
  expect(() => checkFeeds('net', inputs, feeds as Record<string, Tensor>)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', message: expect.stringContaining(`net: ${fault}.`) }));
});

test('a tensor whose buffer was already moved by an earlier run is refused', () => {
  const moved = float32(new Float32Array(4), 1, 2, 2);
  structuredClone(moved.data, { transfer: [moved.data.buffer as ArrayBuffer] });
  expect(() => checkFeeds('net', inputs, { image: moved, rate })).toThrow('holds 0 values');
});
