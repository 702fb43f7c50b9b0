import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { checkFeeds } from './check-feeds.ts';
import { ModelError } from './model-error.ts';
import { toOpenError } from './to-open-error.ts';
import type { Carry, Device, Placement, Port, StatefulSession } from './runtime.ts';
import type { SessionThread } from './session-thread.ts';
import type { Tensor } from './tensor.ts';

/** Where and under which number a graph is to be loaded. */
export interface SessionPlace {
  readonly name: string;
  readonly thread: SessionThread;
  /** Unlike that of any other session of the thread. */
  readonly key: number;
  readonly device: Device;
  readonly threads: number;
  readonly carry?: Carry | undefined;
  /** Called once, when the session is closed. */
  readonly onClose: () => void;
}

/** More than this many spare buffers of a session are left to the garbage collector. */
const MOST_SPARE = 4;

const KNOWN_TYPES: readonly string[] = ['float32', 'int32', 'int64', 'uint8', 'bool'] satisfies Tensor['type'][];

/** Loads a graph on a thread. Rejects with `ModelError` as `Runtime.open` says. */
export async function openSession(model: Uint8Array | string, place: SessionPlace): Promise<StatefulSession> {
  const { name, thread, key, device, threads, carry } = place;
  if (typeof model === 'string') await checkReadable(name, model);
  const { inputs, outputs } = await thread.ask({ kind: 'open', session: key, model, device, threads, carry }).catch((error: unknown) => {
    throw toOpenError(name, error as Error); // A thread rejects with nothing else
  });
  const strange = [...inputs, ...outputs].find((port) => !KNOWN_TYPES.includes(port.type));
  if (strange === undefined) return new ThreadSession(place, inputs, outputs);
  await thread.ask({ kind: 'close', session: key });
  throw new ModelError('UNSUPPORTED', { model: name, detail: `"${strange.name}" is of type ${strange.type}, which does not cross threads; cast it inside the graph` });
}

async function checkReadable(name: string, path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw new ModelError('MISSING', { model: name, detail: `${path} cannot be read`, cause });
  }
}

class ThreadSession implements StatefulSession {
  readonly name: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly #place: SessionPlace;
  /** Buffers that have come back, to be handed out again: pictures are many, and all of a size. */
  #spare: ArrayBuffer[] = [];
  #placement: Placement | undefined;
  #closed = false;

  constructor(place: SessionPlace, inputs: readonly Port[], outputs: readonly Port[]) {
    this.name = place.name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.#place = place;
  }

  get device(): Device {
    const { device } = this.#place;
    return this.#placement === undefined || device in this.#placement ? device : 'cpu';
  }

  get placement(): Placement | undefined {
    return this.#placement;
  }

  floats(length: number): Float32Array {
    const at = this.#spare.findIndex(({ byteLength }) => byteLength === 4 * length);
    return at < 0 ? new Float32Array(length) : new Float32Array(this.#spare.splice(at, 1)[0]!);
  }

  async run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>> {
    checkFeeds(this.name, this.inputs.filter(({ name }) => !this.#isCarried(name)), feeds);
    const { outputs, spent, placement } = await this.#ask(({ thread, key }) => thread.ask({ kind: 'run', session: key, feeds }));
    this.#spare = [...spent, ...this.#spare].slice(0, MOST_SPARE);
    this.#placement ??= placement;
    return outputs;
  }

  async writeState(state: Readonly<Record<string, Tensor>>): Promise<void> {
    checkFeeds(this.name, this.inputs.filter(({ name }) => name in state && this.#isCarried(name)), state);
    await this.#ask(({ thread, key }) => thread.ask({ kind: 'write', session: key, state }));
  }

  async readState(): Promise<Record<string, Tensor>> {
    return this.#ask(({ thread, key }) => thread.ask({ kind: 'read', session: key }));
  }

  #isCarried(name: string): boolean {
    return Object.hasOwn(this.#place.carry ?? {}, name);
  }

  async #ask<Value>(order: (place: SessionPlace) => Promise<Value>): Promise<Value> {
    if (this.#closed) throw new ModelError('FAILED', { model: this.name, detail: 'it was closed' });
    try {
      return await order(this.#place);
    } catch (cause) {
      throw new ModelError('FAILED', { model: this.name, detail: (cause as Error).message.replaceAll(/\s+/g, ' ').trim(), cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#place.onClose();
    await this.#place.thread.ask({ kind: 'close', session: this.#place.key }).catch(() => undefined); // A thread that has ended holds nothing; its end was told to those who waited
  }
}
