import type { Tensor } from './tensor.ts';

/** Where inference runs. `auto` is a wish, never a result. */
export type Device = 'cpu' | 'cuda' | 'webgpu' | 'coreml' | 'directml';

/** Number of graph nodes by the device that ran them. */
export type Placement = Readonly<Partial<Record<Device, number>>>;

/** Name and declared shape of a graph's input or output; a named dimension (`'batch'`, or `'?'` where the file gives no name) may vary. */
export interface Port {
  readonly name: string;
  readonly type: Tensor['type'];
  readonly dims: readonly (number | string)[];
}

/** One loaded graph on one worker thread. Calls are queued; results come in call order. */
export interface Session extends AsyncDisposable {
  /** The name the session was opened with: shown in errors and timings. */
  readonly name: string;
  /** The device that really runs it: the one it was opened on, or `cpu` when the first run showed that no node went there. */
  readonly device: Device;
  /**
   * How many nodes each device ran in the first run, as profiled there: ONNX Runtime leaves a node that a device does not
   * know to the CPU. Absent before the first run, and on the CPU, where there is nothing to tell apart.
   */
  readonly placement?: Placement | undefined;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /**
   * Returns an array of `length` floats for `run`, whose contents may be anything: fill it whole. It is one that an earlier run has
   * given back where there is one, so that a long video does not leave a trail of buffers for the garbage collector.
   */
  floats(length: number): Float32Array;
  /**
   * Resolves with every output. The buffers of `feeds` are transferred to the worker thread: the caller must not use
   * them afterwards (a buffer shared by several arrays is copied instead). Rejects with `ModelError`: `BAD_INPUT` when an
   * input is missing, unknown, or has another type or shape than declared; `FAILED` when the inference or its thread fails.
   */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
}

/** Which outputs of a graph become inputs of its next run: output name by input name; `null`: the input stays as it was written. */
export type Carry = Readonly<Record<string, string | null>>;

/** A session whose graph has state that stays on the worker thread: weights in training, memories of a stream. */
export interface StatefulSession extends Session {
  /**
   * Sets carried inputs; their values are copied. Before the first `run` each must have been set once. Rejects with `ModelError`
   * `BAD_INPUT` when one is unknown or has another type or shape than declared.
   */
  writeState(state: Readonly<Record<string, Tensor>>): Promise<void>;
  /** Resolves with a copy of all carried inputs as the next `run` would get them. */
  readState(): Promise<Record<string, Tensor>>;
}

/** What `openRuntime` gives: a set of worker threads with one device. */
export interface Runtime extends AsyncDisposable {
  /** The device that a probe inference showed to work. */
  readonly device: Device;
  /**
   * Loads a graph, from its bytes (copied) or from a path, on the worker with fewest sessions (or on `worker`). Rejects with
   * `ModelError`: `MISSING`, `BROKEN`, `UNSUPPORTED` (an operator or element type that is not known), or `FAILED`.
   */
  open(model: Uint8Array | string, options: SessionOptions): Promise<Session>;
  /** Like `open`, for a graph with state: `run` takes all inputs but the carried ones and resolves with all outputs but theirs. */
  openStateful(model: Uint8Array | string, options: SessionOptions & { readonly carry: Carry }): Promise<StatefulSession>;
}

/** How to open a session. */
export interface SessionOptions {
  readonly name: string;
  /** Pins the session to one worker, so that two stages can be kept apart. Counted from 0, modulo the number of workers. */
  readonly worker?: number;
}
