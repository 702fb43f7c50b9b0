import type { Device } from './runtime.ts';

/** What is asked for, and the number of cores to share out. */
export interface ThreadWish {
  readonly device: Device;
  readonly cores: number;
  readonly workers?: number;
  readonly threads?: number;
}

/** Devices whose sessions cannot run in two threads at once (WebGPU: microsoft/onnxruntime#32561), or gain nothing by it. */
const ONE_AT_A_TIME: readonly Device[] = ['webgpu', 'coreml', 'directml'];

/**
 * Returns the number of worker threads, and of compute threads in each. By default a worker for each two cores, at least
 * two and at most four, because small nets gain more from running side by side than from sharing their work; the cores
 * are dealt out evenly. No worker gets more threads than there are cores: they would wait for each other without end. WebGPU, Core ML and DirectML always get one worker.
 *
 * @throws RangeError when `workers` or `threads` is not a whole number of at least 1
 */
export function planThreads({ device, cores, workers, threads }: ThreadWish): { workers: number; threads: number } {
  checkCount('workers', workers);
  checkCount('threads', threads);
  const wanted = workers ?? Math.min(cores, 4, Math.max(2, Math.floor(cores / 2)));
  const count = ONE_AT_A_TIME.includes(device) ? 1 : wanted;
  return { workers: count, threads: Math.min(cores, threads ?? Math.max(1, Math.floor(cores / count))) };
}

function checkCount(name: string, value: number | undefined): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return;
  throw new RangeError(`${name}: ${value} is no number of threads. Give a whole number of at least 1.`);
}
