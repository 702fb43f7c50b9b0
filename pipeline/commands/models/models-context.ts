import type { Writable } from 'node:stream';
import type { Environment } from '../../../configs/environment.ts';
import type { ModelStore } from '../../../extractors/models/store/open-model-store.ts';

/** What the commands about models have of the world around them. */
export interface ModelsContext {
  /** Opens the store with the mirrors named on the command line, before those of the environment. */
  readonly store: (options: { readonly mirrors: readonly string[]; readonly offline: boolean }) => Promise<ModelStore>;
  /** Data. */
  readonly stdout: Writable;
  /** Messages. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Default: that of the process. */
  readonly environment?: Pick<Environment, 'whisperFolder'> & Partial<Pick<Environment, 'ffmpeg' | 'ffprobe'>>;
  /** Aborts when the user wants to stop. */
  readonly stop?: AbortSignal;
}
