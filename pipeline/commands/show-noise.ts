import type { NoiseEvent } from '../noise/noise-event.ts';
import { toClock } from './to-clock.ts';
import type { ViewContext } from './show-events.ts';

/** What is shown while clips are damaged. */
export interface NoiseView {
  readonly event: (event: NoiseEvent) => void;
  /** Writes the sum. */
  readonly end: (events: readonly NoiseEvent[], stopped: boolean) => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows clips as they end: progress and trouble on standard error; the sum, or with `json` every clip, on standard output. */
export function showNoise({ stdout, stderr, environment, json, quiet }: ViewContext, total: number): NoiseView {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  const started = Date.now();
  let [done, made, shown] = [0, 0, started];
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const event = (each: NoiseEvent) => {
    done += 1;
    if (each.outcome !== 'kept') made += 1;
    if (json === true) stdout.write(`${JSON.stringify(each)}\n`);
    if (each.message !== undefined && json !== true) {
      clear();
      stderr.write(`error: ${each.message}\n`);
    }
    const now = Date.now();
    if (quiet === true || now - shown < (live ? 100 : LINE_EVERY * 1000)) return;
    shown = now;
    const left = made === 0 ? 0 : ((total - done) * (now - started)) / 1000 / made;
    stderr.write(live ? `\r\u001B[K[${done}/${total}] ${each.clip}  ${toClock(left)} left`.slice(0, (stderr.columns ?? 80) + 3) : `[${done}/${total}] ${each.clip}  ${toClock(left)} left\n`);
  };
  const end = (events: readonly NoiseEvent[], stopped: boolean) => {
    clear();
    if (json === true) return;
    const count = (outcome: NoiseEvent['outcome']) => events.filter((each) => each.outcome === outcome).length;
    const parts = [`${count('done')} made`, `${count('kept')} kept`, `${count('failed')} failed`, `${count('differs')} with other bytes`].filter((part) => !part.startsWith('0 '));
    stdout.write(`${[...parts, ...(stopped ? [`${total - events.length} to come`] : [])].join(', ') || 'nothing to do'}\n`);
  };
  return { event, end };
}
