import type { SurveyEvent } from '../../robustness/ask-system.ts';
import type { ViewContext } from '../show/show-events.ts';
import { toClock } from '../show/to-clock.ts';

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows the progress of a survey on standard error, in place on a terminal. */
export function showSurvey({ stderr, environment, quiet }: ViewContext, { clips, points }: { readonly clips: number; readonly points: number }): { readonly event: (event: SurveyEvent) => void; readonly end: () => void } {
  const live = stderr.isTTY === true && !environment.ci;
  const started = Date.now();
  let [done, shown] = [0, started];
  const clear = () => {
    if (live) stderr.write('\r\u001B[K');
  };
  if (quiet !== true) stderr.write(`${clips} clips at ${points} points\n`);
  const event = (each: SurveyEvent) => {
    done += 1;
    if (each.type === 'failed') {
      clear();
      stderr.write(`error: ${each.message}\n`);
    }
    const now = Date.now();
    if (quiet === true || now - shown < (live ? 100 : LINE_EVERY * 1000)) return;
    shown = now;
    const line = `[${done}/${clips}] ${each.clip.clip}  about ${toClock(((clips - done) * (now - started)) / 1000 / done)} left`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  return { event, end: clear };
}
