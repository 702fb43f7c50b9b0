import type { Progress } from '../../../extractors/models/store/store-options.ts';
import type { ClipEnd, ClipEvent } from '../../clip-event.ts';
import type { Tools } from '../../open-tools.ts';
import type { CommandContext } from '../context.ts';
import { clipLines } from './clip-lines.ts';
import { toClock } from './to-clock.ts';

/** Where and how the events are shown. */
export type ViewContext = CommandContext & { readonly json?: boolean; readonly quiet?: boolean };

/** What is shown of a run. */
export interface EventView {
  readonly model: (progress: Progress) => void;
  readonly opened: (tools: Tools) => void;
  readonly event: (event: ClipEvent) => void;
  /** Shows one line beside them. */
  readonly say: (line: string) => void;
  readonly end: () => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows events: data on standard output, as text or as lines of JSON; progress on standard error, in place on a terminal. */
export function showEvents({ stdout, stderr, environment, json, quiet }: ViewContext, total: number): EventView {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  let done = 0;
  let started = 0;
  let from = 0;
  let lastLine = 0;
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const message = (line: string) => {
    if (quiet === true || json === true) return;
    clear();
    stderr.write(`${line}\n`);
  };
  const progress = ({ clip, time, duration, frames }: Extract<ClipEvent, { type: 'progress' }>) => {
    const now = Date.now();
    if (quiet === true || now - lastLine < (live ? 100 : LINE_EVERY * 1000)) return;
    lastLine = now;
    const seconds = Math.max(0.001, (now - started) / 1000);
    const left = duration > 0 ? Math.max(0, duration - time) / (Math.max(0.001, time - from) / seconds) : 0;
    const line = `[${done + 1}/${total}] ${clip}  ${duration > 0 ? `${Math.min(100, Math.round((100 * time) / duration))} %  ` : ''}${frames > 0 ? `${Math.round(frames / seconds)} frames/s` : `${Math.round((time - from) / seconds)} × real time`}  ${toClock(left)} left`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const event = (each: ClipEvent) => {
    if (each.type === 'start') {
      started = lastLine = Date.now();
      from = each.from;
      if (each.from > 0) message(`${each.clip}: goes on at ${toClock(each.from)}, where the last run was stopped`);
    }
    if (json === true) {
      stdout.write(`${JSON.stringify(each)}\n`);
      if (each.type === 'clip') done += 1;
      return;
    }
    if (each.type === 'progress') progress(each);
    if (each.type === 'clip') showEnd(each);
  };
  const showEnd = (end: ClipEnd) => {
    done += 1;
    clear();
    if (end.message !== undefined) stderr.write(`${end.outcome === 'interrupted' ? '' : 'error: '}${end.message}\n`);
    stdout.write(clipLines(end).map((line) => `${line}\n`).join(''));
  };
  return {
    event,
    say: message,
    model: ({ id, phase, done: bytes }) => (bytes === 0 ? message(`${id}: ${phase === 'compile' ? 'compiled for this machine, once' : phase}`) : undefined),
    opened: ({ device, models }) => message(`${device}: ${Object.entries(models).map(([part, { id }]) => `${part} ${id}`).join(', ')}`),
    end: () => void clear(),
  };
}
