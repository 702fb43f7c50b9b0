import { expect, test } from 'vitest';
import { planThreads } from '../../runtime/plan-threads.ts';

test.each([
  [1, { workers: 1, threads: 1 }],
  [2, { workers: 2, threads: 1 }],
  [4, { workers: 2, threads: 2 }],
  [8, { workers: 4, threads: 2 }],
  [64, { workers: 4, threads: 16 }],
])('%i cores are dealt out to a few workers without asking for more threads than cores', (cores, plan) => {
  expect(planThreads({ device: 'cpu', cores })).toEqual(plan);
});

test('the cores are dealt out to as many workers as asked for, each with at least one thread', () => {
  expect(planThreads({ device: 'cpu', cores: 8, workers: 3 })).toEqual({ workers: 3, threads: 2 });
  expect(planThreads({ device: 'cpu', cores: 2, workers: 5 })).toEqual({ workers: 5, threads: 1 });
  expect(planThreads({ device: 'cpu', cores: 8, workers: 2, threads: 1 })).toEqual({ workers: 2, threads: 1 });
});

test('a worker gets no more threads than there are cores', () => {
  expect(planThreads({ device: 'cpu', cores: 2, workers: 1, threads: 1000 })).toEqual({ workers: 1, threads: 2 });
});

test.each(['webgpu', 'coreml', 'directml'] as const)('%s gets one worker, also when more are asked for', (device) => {
  expect(planThreads({ device, cores: 8, workers: 4 })).toEqual({ workers: 1, threads: 8 });
});

test.each([0, -1, 1.5, NaN])('%d workers or threads are refused', (count) => {
  expect(() => planThreads({ device: 'cpu', cores: 2, workers: count })).toThrow(RangeError);
  expect(() => planThreads({ device: 'cpu', cores: 2, threads: count })).toThrow(`threads: ${count} is no number of threads`);
});
