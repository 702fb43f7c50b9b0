import { toClock } from '../show/to-clock.ts';
import type { CommandContext } from '../context.ts';

/** Seconds before anything is said, and between two lines of a log. */
const QUIET = { terminal: 0.5, log: 5 } as const;

/** Tells how far something is and how long it will take; `end` takes the line away. */
export interface Progress {
  readonly show: (what: string, done: number, total: number) => void;
  readonly end: () => void;
}

/** Returns a progress that keeps one line of a terminal up to date, or adds one to a log from time to time. What takes less than a moment is not shown. */
export function showProgress(stderr: CommandContext['stderr']): Progress {
  const isTerminal = stderr.isTTY === true;
  let [started, told, current] = [Date.now(), Date.now(), ''];
  const clear = () => {
    if (isTerminal) stderr.write('\r\u001b[K');
  };
  return {
    show(what, done, total) {
      const now = Date.now();
      if (what !== current) [started, told, current] = [now, now, what];
      if (now - told < (isTerminal && told > started ? 100 : QUIET[isTerminal ? 'terminal' : 'log'] * 1000)) return;
      told = now;
      const left = total > done && done > 0 ? `, about ${toClock((((now - started) / done) * (total - done)) / 1000)} left` : '';
      const line = `${what}: ${done} of ${total}${left}`;
      stderr.write(isTerminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: clear,
  };
}
