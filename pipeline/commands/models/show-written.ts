import type { ModelsContext } from './models-context.ts';
import { toSize } from '../show/to-size.ts';

/** Milliseconds between two lines of progress on a terminal, and where there is none. */
const LINE_EVERY = { terminal: 100, file: 10_000 };

/** Returns how a file that is written is shown: a line that is renewed on a terminal, else one now and then. `end` takes it away. */
export function showWritten(name: string, stderr: ModelsContext['stderr']): { readonly show: (written: number, total: number) => void; readonly end: () => void } {
  const isTerminal = stderr.isTTY === true;
  let shown = performance.now();
  return {
    show(written, total) {
      if (performance.now() - shown < (isTerminal ? LINE_EVERY.terminal : LINE_EVERY.file)) return;
      shown = performance.now();
      const line = `${name}: ${toSize(written)} of ${toSize(total)} written`;
      stderr.write(isTerminal ? `\r\u001B[K${line}` : `${line}\n`);
    },
    end() {
      if (isTerminal) stderr.write('\r\u001B[K');
    },
  };
}
