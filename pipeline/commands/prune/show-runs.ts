import type { CommandContext } from '../context.ts';

/** What is shown while a model is run over the same clips several times. */
export interface RunsView {
  /** A pass begins: "measuring its blocks". */
  readonly pass: (name: string) => void;
  readonly run: () => void;
  readonly end: () => void;
}

/** Milliseconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10_000;

/** Shows on standard error which pass is on, and how many runs are done in it. */
export function showRuns({ stderr, environment }: Pick<CommandContext, 'stderr' | 'environment'>, { quiet }: { readonly quiet?: boolean }): RunsView {
  const live = stderr.isTTY === true && !environment.ci;
  let [current, count, shown] = ['', 0, Date.now()];
  const show = (force: boolean) => {
    if (quiet === true || (!force && Date.now() - shown < (live ? 100 : LINE_EVERY))) return;
    shown = Date.now();
    const line = `${current}: ${count} ${count === 1 ? 'run' : 'runs'}`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  return {
    pass(name) {
      [current, count] = [name, 0];
      show(live);
    },
    run() {
      count += 1;
      show(false);
    },
    end() {
      if (live && quiet !== true) stderr.write('\r\u001B[K');
    },
  };
}
