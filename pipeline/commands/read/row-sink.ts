import { once } from 'node:events';
import type { CommandContext } from '../context.ts';
import { openAtomicFile } from '../../export/open-atomic-file.ts';

/** Where lines go. Disposing it without `end` leaves no file behind. */
export interface RowSink extends AsyncDisposable {
  /** Resolves when the reader of the lines wants more, or has gone away. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  /** Whether nobody reads the lines any more, as after `| head`. */
  isLeft(): boolean;
}

/** Resolves with a file that appears when it is whole, or with standard output. @throws OutputError when the file cannot be written */
export async function openRowSink(out: string | undefined, { stdout, stop }: Pick<CommandContext, 'stdout' | 'stop'>): Promise<RowSink> {
  if (out === undefined || out === '-') {
    let left = false;
    const onWritten = (error: Error | null | undefined) => void (left ||= error instanceof Error && 'code' in error && error.code === 'EPIPE');
    return {
      write: async (text) => {
        if (!stdout.write(text, onWritten) && !stop.aborted) await once(stdout, 'drain', { signal: stop }).catch(() => undefined); // The caller looks at `stop`
      },
      end: () => Promise.resolve(),
      isLeft: () => left,
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  }
  const file = await openAtomicFile(out);
  return { write: (text) => file.write(text), end: () => file.commit(), isLeft: () => false, [Symbol.asyncDispose]: () => file[Symbol.asyncDispose]() };
}
