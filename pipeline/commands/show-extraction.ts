import type { ExtractionEvent } from '../extraction/extraction-plan.ts';
import type { ViewContext } from './show-events.ts';
import { toClock } from './to-clock.ts';

/** What is shown while features are extracted. */
export interface ExtractionView {
  readonly event: (event: ExtractionEvent) => void;
  /** Writes the sum. */
  readonly end: (events: readonly ExtractionEvent[], result: { readonly stopped: boolean; readonly table: string | undefined }) => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows clips as they end: progress and trouble on standard error; where results are, or with `json` every clip, on standard output. */
export function showExtraction({ stdout, stderr, environment, json, quiet }: ViewContext, total: number): ExtractionView {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  const started = Date.now();
  let [ended, measured, shown] = [0, 0, started];
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const event = (each: ExtractionEvent) => {
    ended += 1;
    measured += Number(each.outcome === 'done');
    if (json === true) stdout.write(`${JSON.stringify(each)}\n`);
    else if (each.message !== undefined) {
      clear();
      stderr.write(`error: ${each.message}\n`);
    }
    const now = Date.now();
    if (quiet === true || now - shown < (live ? 100 : LINE_EVERY * 1000)) return;
    shown = now;
    const left = measured === 0 ? 0 : ((total - ended) * (now - started)) / 1000 / measured;
    const line = `[${ended}/${total}] ${each.clip}  ${toClock(left)} left`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const end: ExtractionView['end'] = (events, { stopped, table }) => {
    clear();
    if (json === true) return;
    const count = (outcome: ExtractionEvent['outcome']) => events.filter((each) => each.outcome === outcome).length;
    const parts = [`${count('done')} measured`, `${count('kept')} kept`, `${count('failed')} failed`, `${stopped ? total - events.length : 0} to come`].filter((part) => !part.startsWith('0 '));
    stdout.write(`${parts.join(', ')}${table === undefined ? '' : `: ${table}`}\n`);
  };
  return { event, end };
}
