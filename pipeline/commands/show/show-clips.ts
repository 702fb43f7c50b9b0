import type { ViewContext } from './show-events.ts';
import { toClock } from './to-clock.ts';

/** What became of one clip of many. */
export interface ClipOutcome {
  readonly clip: string;
  /** `kept`: it was there already, which took no time. */
  readonly outcome: string;
  readonly message?: string;
}

/** What is shown while clips are worked on. */
export interface ClipsView<Event extends ClipOutcome> {
  readonly event: (event: Event) => void;
  /** Writes the sum, unless every clip was written as JSON. */
  readonly end: (sum: string) => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows clips as they end: progress and trouble on standard error; the sum, or with `json` every clip, on standard output. */
export function showClips<Event extends ClipOutcome>({ stdout, stderr, environment, json, quiet }: ViewContext, total: number): ClipsView<Event> {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  const started = Date.now();
  let [done, made, shown] = [0, 0, started];
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const event = (each: Event) => {
    done += 1;
    if (each.outcome !== 'kept') made += 1;
    if (json === true) stdout.write(`${JSON.stringify(each)}\n`);
    else if (each.message !== undefined) {
      clear();
      stderr.write(`error: ${each.message}\n`);
    }
    const now = Date.now();
    if (quiet === true || now - shown < (live ? 100 : LINE_EVERY * 1000)) return;
    shown = now;
    const left = made === 0 ? 0 : ((total - done) * (now - started)) / 1000 / made;
    const line = `[${done}/${total}] ${each.clip}  ${toClock(left)} left`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const end = (sum: string) => {
    clear();
    if (json !== true) stdout.write(`${sum}\n`);
  };
  return { event, end };
}

/** Returns `2 measured, 1 failed` for outcomes and their words, in the order of the words. */
export function countOutcomes(events: readonly ClipOutcome[], words: Readonly<Record<string, string>>): string[] {
  return Object.entries(words).flatMap(([outcome, word]) => {
    const count = events.filter((each) => each.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
}
