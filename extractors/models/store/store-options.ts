import type { ModelCard } from '../card.ts';
import type { GraphCompiler } from './compile-packaged.ts';

/** How to open a store. */
export interface StoreOptions {
  readonly folder: string;
  /** Folders or addresses that are asked first, in this order. */
  readonly mirrors: readonly string[];
  /** Use no network: mirrors that are folders are still used. */
  readonly offline: boolean;
  readonly cards?: Readonly<Record<string, ModelCard>> | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly compile?: GraphCompiler | undefined;
  /** Seconds: before a broken download is taken up again, and without a byte until it counts as broken. */
  readonly pause?: number | undefined;
  readonly patience?: number | undefined;
}

/** What may be said with a call that can take long. */
export interface StoreCall {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far a download, a copy or a compilation has come. */
export interface Progress {
  readonly id: string;
  readonly phase: 'copy' | 'download' | 'compile';
  /** Bytes; for a compilation 0, then 1 of 1. */
  readonly done: number;
  readonly total?: number;
}
