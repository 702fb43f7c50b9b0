import type { RunEvent, RunScores } from '../../training/run/run-event.ts';
import type { DrawnSettings } from '../../training/search/grid-of.ts';
import type { SearchResult } from '../../training/search/search-result.ts';
import type { ViewContext } from './show-events.ts';
import { toClock } from './to-clock.ts';

/** What is shown of a training run. */
export interface TrainingView {
  /** A message that is no event: data being read, warnings. */
  readonly message: (line: string) => void;
  readonly event: (event: RunEvent) => void;
  /** Takes the line of progress away. */
  readonly end: () => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/**
 * Shows a run: scores on standard output, as text or as lines of JSON; progress on standard error, in place on a terminal.
 *
 * @param runs trainings of all folds that there will be: one, or the draws and repeats of a search
 */
export function showTraining({ stdout, stderr, environment, json, quiet }: ViewContext, runs = 1): TrainingView {
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  const clock = { fold: 0, folds: 1, started: 0, from: 0, shown: 0, note: '' };
  const search = { started: Date.now(), done: 0 };
  const clear = () => (live ? stderr.write('\r\u001B[K') : undefined);
  const message = (line: string) => {
    if (quiet === true) return;
    clear();
    stderr.write(`${line}\n`);
  };
  const steps = ({ fold, step, total, loss, rate }: Extract<RunEvent, { type: 'steps' }>) => {
    const now = Date.now();
    if (quiet === true || now - clock.shown < (live ? 100 : LINE_EVERY * 1000)) return;
    clock.shown = now;
    const speed = (step - clock.from) / Math.max(0.001, (now - clock.started) / 1000);
    const left = (total - step + (clock.folds - clock.fold - 1) * total) / speed;
    // What is wanted most comes first: a narrow terminal cuts the end off
    const line = `${fold} (${clock.fold + 1}/${clock.folds})  step ${step}/${total}  at most ${toClock(left)} left  loss ${loss.toPrecision(4)}${clock.note}  ${speed.toPrecision(3)} steps/s  rate ${rate.toPrecision(2)}`;
    stderr.write(live ? `\r\u001B[K${line.slice(0, (stderr.columns ?? 80) - 1)}` : `${line}\n`);
  };
  const run = (name: string, event: Extract<RunEvent, { type: 'draw' | 'repeat' }>) => {
    search.done += 1;
    const left = ((runs - search.done) * (Date.now() - search.started)) / 1000 / search.done;
    message(`${name}: ${event.metric} ${figure(event.score)}${event.type === 'draw' ? `  ${listSettings(event.settings)}` : ''}  about ${toClock(left)} left`);
  };
  const text = (event: RunEvent) => {
    if (event.type === 'steps') steps(event);
    if (event.type === 'fold') {
      Object.assign(clock, { fold: event.index, folds: event.folds, started: Date.now(), from: event.from, shown: live ? 0 : Date.now(), note: '' });
      if (event.from > 0 && !event.finished) message(`${event.fold}: goes on at step ${event.from}, where the last run was stopped`);
    }
    if (event.type === 'epoch' && event.best) clock.note = `  best epoch ${event.record.epoch}`;
    if (event.type === 'fold-end' && runs === 1) message(`${event.fold}: ${event.metric} ${figure(event.score)} at epoch ${event.epoch}`);
    if (event.type === 'scores') showScores(event.scores, (line) => stdout.write(`${line}\n`));
    if (event.type === 'written') message(`written: ${event.path}`);
    if (event.type === 'draw') run(`draw ${event.index + 1} of ${event.draws}`, event);
    if (event.type === 'repeat') run(`repeat ${event.index + 1} of ${event.repeats}`, event);
    if (event.type === 'search') showSearch(event.result, (line) => stdout.write(`${line}\n`));
  };
  return { message, event: json === true ? (event) => void stdout.write(`${JSON.stringify(event)}\n`) : text, end: () => void clear() };
}

function showScores({ metric, value, interval, intervalOver, mean, deviation, all, test }: RunScores, line: (text: string) => void): void {
  line(`${metric} ${figure(value)} (95 % of bootstrap samples of ${intervalOver}: ${figure(interval[0])} to ${figure(interval[1])}); by fold ${figure(mean)} ± ${figure(deviation)}`);
  line(`all: ${listOf(all)}`);
  if (test !== undefined) line(`test: ${listOf(test)}`);
}

function showSearch({ metric, best, score, test, repeats }: SearchResult, line: (text: string) => void): void {
  if (best !== undefined) line(`best settings: ${listSettings(best)}`);
  if (score !== undefined) line(`${metric} ${figure(score.mean)} ± ${figure(score.deviation)} over ${repeats.length} runs of the best settings`);
  if (test !== undefined) line(`test: ${Object.entries(test).map(([name, { mean, deviation }]) => `${name} ${figure(mean)} ± ${figure(deviation)}`).join(', ')}`);
}

function listSettings(settings: DrawnSettings): string {
  return Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(' ');
}

function listOf(scores: Readonly<Record<string, number>>): string {
  return Object.entries(scores).map(([name, score]) => `${name} ${figure(score)}`).join(', ');
}

function figure(value: number): string {
  return value.toFixed(4);
}
