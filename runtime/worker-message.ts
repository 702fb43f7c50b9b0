import type { Carry, Device, Placement, Port } from './runtime.ts';
import type { Tensor } from './tensor.ts';

/** What a session thread is asked to do. `session` is a number that the asking side gave out. */
export type Order =
  | { readonly kind: 'open'; readonly session: number; readonly model: Uint8Array | string; readonly device: Device; readonly threads: number; readonly carry?: Carry | undefined }
  | { readonly kind: 'run'; readonly session: number; readonly feeds: Readonly<Record<string, Tensor>> }
  | { readonly kind: 'write'; readonly session: number; readonly state: Readonly<Record<string, Tensor>> }
  | { readonly kind: 'read'; readonly session: number }
  | { readonly kind: 'close'; readonly session: number };

/** Answer to `open`. A port's type may be one that `Tensor` does not know: the asking side refuses such a graph. */
export interface Opened {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/** Answer to `run`. `placement` comes with the first run on a device other than the CPU. */
export interface Ran {
  readonly outputs: Record<string, Tensor>;
  /** The buffers of the feeds, given back to be filled again. */
  readonly spent: readonly ArrayBuffer[];
  readonly placement?: Placement;
}

/** An order and its answer, as they cross the border between the threads. */
export interface Question {
  readonly id: number;
  readonly order: Order;
}

/** `message` is the error's, when the order failed. */
export type Answer = { readonly id: number; readonly value: Opened | Ran | Readonly<Record<string, Tensor>> | undefined } | { readonly id: number; readonly message: string };
