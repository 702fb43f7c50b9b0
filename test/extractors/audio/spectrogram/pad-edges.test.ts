import { expect, test } from 'vitest';
import { padEdges } from '../../../../extractors/audio/spectrogram/pad-edges.ts';

function padded(mode: 'zero' | 'reflect', { amount, samples, chunk }: { amount: number; samples: readonly number[]; chunk: number }): number[] {
  const stage = padEdges({ amount, mode });
  const result: number[] = [];
  for (let at = 0; at < samples.length; at += chunk) result.push(...stage.push(Float32Array.from(samples.slice(at, at + chunk))));
  return [...result, ...stage.flush()];
}

/** Expected: `numpy.pad(samples, amount, mode='reflect')` of numpy 2.4. */
test.each([
  { amount: 3, samples: [1, 2, 3, 4, 5, 6], expected: [4, 3, 2, 1, 2, 3, 4, 5, 6, 5, 4, 3] },
  { amount: 3, samples: [1, 2, 3, 4], expected: [4, 3, 2, 1, 2, 3, 4, 3, 2, 1] },
  { amount: 3, samples: [1, 2, 3], expected: [2, 3, 2, 1, 2, 3, 2, 1, 2] },
  { amount: 5, samples: [1, 2], expected: [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1] },
  { amount: 2, samples: [7], expected: [7, 7, 7, 7, 7] },
  { amount: 2, samples: [], expected: [] },
])('$samples.length samples are mirrored by $amount as numpy does, whatever the chunks', ({ amount, samples, expected }) => {
  for (const chunk of [1, 2, 3, 10]) expect(padded('reflect', { amount, samples, chunk })).toEqual(expected);
});

test('zeros are put on both sides, but not around nothing', () => {
  expect(padded('zero', { amount: 2, samples: [1, 2, 3], chunk: 2 })).toEqual([0, 0, 1, 2, 3, 0, 0]);
  expect(padded('zero', { amount: 2, samples: [], chunk: 1 })).toEqual([]);
});
