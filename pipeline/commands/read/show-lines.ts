import type { CommandContext } from '../context.ts';

/** What is told on standard error while sentences are read. */
export interface LineView {
  broken(line: { readonly line: number; readonly fault: string }): void;
  progress(rows: number): void;
  /** Closes the line of progress, and counts the broken lines that were not told of one by one. */
  end(broken: number): void;
}

/** So many broken lines are named; the others are counted. */
const NAMED = 20;
/** Milliseconds before the first progress, and between two on a terminal. */
const SOON = 1000;
/** The same where there is no terminal. */
const LATER = 10_000;

/** Returns a view that keeps one line of a terminal up to date, or adds one to a log now and then. Short inputs show no progress. */
export function showLines(stderr: CommandContext['stderr'], { path, quiet }: { readonly path: string; readonly quiet: boolean }): LineView {
  const every = stderr.isTTY === true ? SOON : LATER;
  let [shown, named, open] = [performance.now(), 0, false];
  const clear = () => {
    if (open) stderr.write('\r\u001B[K');
    open = false;
  };
  return {
    broken: ({ line, fault }) => {
      if (quiet || named >= NAMED) return;
      named++;
      clear();
      stderr.write(`${path}: line ${line} ${fault}. It is left out.\n`);
    },
    progress: (rows) => {
      if (quiet || performance.now() - shown < every) return;
      shown = performance.now();
      clear();
      open = stderr.isTTY === true;
      stderr.write(`${rows} sentences${open ? '' : '\n'}`);
    },
    end: (broken) => {
      clear();
      if (!quiet && broken > named) stderr.write(`${path}: ${broken - named} more lines are broken and left out.\n`);
    },
  };
}
