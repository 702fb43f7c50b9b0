import { Worker } from 'node:worker_threads';
import type { Yuv420 } from '../../datasets/noise/blur-frame.ts';
import { besideUrl } from '../../runtime/beside-url.ts';

/** A picture to be blurred: raw YUV 4:2:0. */
export interface BlurOrder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly rate: number;
}

/** A thread that blurs pictures, so that clips do not wait for each other. */
export interface BlurThread extends AsyncDisposable {
  /** Resolves with the blurred picture. The bytes go to the thread and are empty afterwards. Answers come in the order of the calls. */
  blur(order: BlurOrder): Promise<Yuv420>;
}

/** Starts a thread. */
export function openBlurThread(): BlurThread {
  const worker = new Worker(besideUrl(import.meta.url, 'blur-worker'), { execArgv: [] });
  const owed: PromiseWithResolvers<Yuv420>[] = [];
  const fail = (error: unknown) => owed.splice(0).forEach(({ reject }) => reject(error instanceof Error ? error : new Error(String(error))));
  worker.on('message', (planes: Yuv420) => owed.shift()!.resolve(planes));
  worker.on('error', fail);
  worker.on('exit', () => fail('the thread that blurs pictures ended'));
  return {
    blur: (order) => {
      const answer = Promise.withResolvers<Yuv420>();
      answer.promise.catch(() => undefined); // Whoever waits for it is told
      owed.push(answer);
      worker.postMessage(order, [order.bytes.buffer]);
      return answer.promise;
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
