import { availableParallelism } from 'node:os';
import { besideUrl } from './beside-url.ts';
import { chooseDevice } from './choose-device.ts';
import { openSession } from './open-session.ts';
import { planThreads } from './plan-threads.ts';
import { probeDevices } from './probe-devices.ts';
import { SessionThread } from './session-thread.ts';
import type { Carry, Device, Runtime, Session, SessionOptions, StatefulSession } from './runtime.ts';

/** How to open a runtime. */
export interface RuntimeOptions {
  /** `auto` takes the first that works of cuda, webgpu, the platform's own (coreml, directml), cpu. */
  readonly device: 'auto' | Device;
  /** Number of worker threads. Default: one for each two cores, two to four; always one for webgpu, coreml and directml. */
  readonly workers?: number;
  /** Number of compute threads of each worker, at most one a core. Default: the cores, dealt out evenly. */
  readonly threads?: number;
}

/**
 * Starts worker threads that run ONNX graphs on one device, which a probe inference has shown to work. Closing the runtime
 * stops them at once: what was still asked of them is rejected. Idle threads do not keep the process alive.
 *
 * @throws DeviceError (as a rejection) when the wanted device does not work; RangeError when `workers` or `threads` is no count
 * @example
 * await using runtime = await openRuntime({ device: 'auto' });
 * await using session = await runtime.open('yunet.onnx', { name: 'yunet' });
 * const { scores } = await session.run({ input: float32(pixels, 1, 3, 240, 320) });
 */
export async function openRuntime({ device: wanted, ...counts }: RuntimeOptions): Promise<Runtime> {
  const device = chooseDevice(await probeDevices(wanted === 'auto' ? undefined : [wanted]));
  const { workers, threads } = planThreads({ ...counts, device, cores: availableParallelism() });
  const entry = besideUrl(import.meta.url, 'session-worker');
  return new ThreadedRuntime(device, threads, Array.from({ length: workers }, () => new SessionThread(entry)));
}

class ThreadedRuntime implements Runtime {
  readonly device: Device;
  readonly #computeThreads: number;
  readonly #threads: readonly SessionThread[];
  /** Number of open sessions by thread. */
  readonly #load: number[];
  #opened = 0;

  constructor(device: Device, computeThreads: number, threads: readonly SessionThread[]) {
    this.device = device;
    this.#computeThreads = computeThreads;
    this.#threads = threads;
    this.#load = threads.map(() => 0);
  }

  async open(model: Uint8Array | string, options: SessionOptions): Promise<Session> {
    return this.#open(model, options);
  }

  async openStateful(model: Uint8Array | string, options: SessionOptions & { readonly carry: Carry }): Promise<StatefulSession> {
    return this.#open(model, options);
  }

  async #open(model: Uint8Array | string, { name, worker, carry }: SessionOptions & { readonly carry?: Carry }): Promise<StatefulSession> {
    const load = this.#load;
    const index = worker === undefined ? load.indexOf(Math.min(...load)) : worker % load.length;
    const onClose = () => (load[index]! -= 1); // `index` counts threads
    load[index]! += 1;
    const place = { name, thread: this.#threads[index]!, key: this.#opened++, device: this.device, threads: this.#computeThreads, carry, onClose };
    return openSession(model, place).catch((error: unknown) => {
      onClose();
      throw error;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }
}
