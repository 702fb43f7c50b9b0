import type { Writable } from 'node:stream';
import type { Environment } from '../../configs/environment.ts';

/** What a command has of the world around it. */
export interface CommandContext {
  readonly environment: Environment;
  /** Data. */
  readonly stdout: Writable & { readonly isTTY?: boolean };
  /** Messages. */
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Aborts when the user wants to stop. */
  readonly stop: AbortSignal;
  /** Sets the exit code of the program. */
  readonly exit: (code: number) => void;
}
