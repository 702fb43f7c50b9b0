import { Worker } from 'node:worker_threads';
import { toTransferable } from './to-transferable.ts';
import type { Tensor } from './tensor.ts';
import type { Answer, Opened, Order, Question, Ran } from './worker-message.ts';

/** One worker thread that holds sessions. It keeps the process alive only while an answer is owed. */
export class SessionThread implements AsyncDisposable {
  readonly #worker: Worker;
  readonly #owed = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;
  #ending: string | undefined;

  /** Starts `entry`, a module that answers a `Question` with an `Answer`. */
  constructor(entry: URL) {
    this.#worker = new Worker(entry, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 8 } }); // Flags of the main thread may forbid a worker file (--input-type); a session thread makes few objects
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.once('error', (error) => this.#end(`its worker thread failed (${error instanceof Error ? error.message : String(error)})`));
    this.#worker.once('exit', (code) => this.#end(`its worker thread ended (exit code ${code})`));
    this.#worker.unref(); // Last, because listening counts as a reference
  }

  /** Hands an order over, with the buffers of its tensors. Rejects with a plain `Error` when it fails or the thread ends. */
  ask(order: Order & { kind: 'open' }): Promise<Opened>;
  ask(order: Order & { kind: 'run' }): Promise<Ran>;
  ask(order: Order & { kind: 'write' | 'close' }): Promise<undefined>;
  ask(order: Order & { kind: 'read' }): Promise<Record<string, Tensor>>;
  async ask(order: Order): Promise<unknown> {
    if (this.#ending !== undefined) throw new Error(this.#ending);
    const id = this.#asked++;
    const { moved, transfer } = order.kind === 'run' ? moveFeeds(order) : { moved: order, transfer: [] };
    const owed = Promise.withResolvers<unknown>();
    this.#worker.postMessage({ id, order: moved } satisfies Question, transfer);
    this.#owed.set(id, owed);
    this.#worker.ref();
    return owed.promise;
  }

  /** Stops the thread; what it still owes is rejected. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#end('the runtime was closed before it answered');
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const owed = this.#owed.get(answer.id);
    this.#owed.delete(answer.id);
    if (this.#owed.size === 0) this.#worker.unref();
    if ('message' in answer) owed?.reject(new Error(answer.message));
    else owed?.resolve(answer.value);
  }

  #end(reason: string): void {
    this.#ending ??= reason;
    for (const owed of this.#owed.values()) owed.reject(new Error(this.#ending));
    this.#owed.clear();
  }
}

function moveFeeds(order: Order & { kind: 'run' }): { moved: Order; transfer: ArrayBuffer[] } {
  const { tensors, transfer } = toTransferable(order.feeds);
  return { moved: { ...order, feeds: tensors }, transfer };
}
