import type { RecogniseEvent, RecogniseEnd } from '../../words/recognise-clips.ts';
import type { ViewContext } from '../show/show-events.ts';
import { toClock } from '../show/to-clock.ts';

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Returns a listener that shows how clips are recognised: progress, notes and trouble on standard error; with `json` every clip that has ended on standard output. */
export function showRecognition({ stdout, stderr, environment, json, quiet }: ViewContext, total: number): (event: RecogniseEvent) => void {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  let ended = 0;
  let started = Date.now();
  let shown = 0;
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const progress = ({ clip, done, fresh, total: all }: Extract<RecogniseEvent, { type: 'progress' }>) => {
    const now = Date.now();
    if (fresh === 0) started = now;
    if (quiet === true || all === 0 || (now - shown < (live ? 100 : LINE_EVERY * 1000) && fresh > 0)) return;
    shown = now;
    const pace = fresh / Math.max(0.001, (now - started) / 1000);
    const rest = fresh === 0 ? [] : [`${pace.toFixed(1)} × real time`, `${toClock((all - done) / pace)} left`];
    const line = [`[${ended + 1}/${total}] ${clip}`, `${Math.round((100 * done) / all)} % of ${toClock(all)} of speech`, ...rest].join('  ');
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const end = (each: RecogniseEnd) => {
    ended += 1;
    clear();
    if (json === true) stdout.write(`${JSON.stringify(each)}\n`);
    else if (each.message !== undefined) stderr.write(`error: ${each.message}\n`);
    else if (quiet !== true) for (const note of each.notes ?? []) stderr.write(`${each.clip}: ${note}\n`);
  };
  return (event) => (event.type === 'progress' ? progress(event) : end(event));
}
