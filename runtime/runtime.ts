import type { Tensor } from './tensor.ts';

/** Where inference runs. `auto` is a wish, never a result. */
export type Device = 'cpu' | 'cuda' | 'webgpu' | 'coreml' | 'directml';

/** Name and declared shape of a graph's input or output; a named dimension (`'batch'`) may vary. */
export interface Port {
  readonly name: string;
  readonly type: Tensor['type'];
  readonly dims: readonly (number | string)[];
}

/** One loaded graph on one worker thread. Calls are queued; results come in call order. */
export interface Session extends AsyncDisposable {
  /** The name the session was opened with: shown in errors and timings. */
  readonly name: string;
  /** The device that really runs it. */
  readonly device: Device;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /**
   * Resolves with every output. The buffers of `feeds` are transferred to the worker thread: the caller must not use
   * them afterwards. Rejects with `ModelError` when an input is missing or has another type or shape than declared.
   */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
}

/** What `openRuntime` gives: a set of worker threads with one device. */
export interface Runtime extends AsyncDisposable {
  /** The device that a probe inference showed to work. */
  readonly device: Device;
  /** Loads a graph, from its bytes or from a path, on the worker that has least to do (or on `worker`). */
  open(model: Uint8Array | string, options: SessionOptions): Promise<Session>;
}

/** How to open a session. */
export interface SessionOptions {
  readonly name: string;
  /** Pins the session to one worker, so that two stages can be kept apart. Default: the one with fewest sessions. */
  readonly worker?: number;
}
