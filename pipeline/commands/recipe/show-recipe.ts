import type { RecipeEvent } from '../../recipes/recipe.ts';
import type { ViewContext } from '../show/show-events.ts';
import { showTraining } from '../show/show-training.ts';
import { toClock } from '../show/to-clock.ts';

/** What is shown of a recipe. */
export interface RecipeView {
  readonly message: (line: string) => void;
  readonly event: (event: RecipeEvent) => void;
  /** Takes the line of progress away. */
  readonly end: () => void;
}

/** Seconds between two lines of progress where there is no terminal. */
const LINE_EVERY = 10;

/** Shows a recipe: its stages and progress on standard error; with `json` every event on standard output. */
export function showRecipe(context: ViewContext): RecipeView {
  const { stdout, stderr, environment, json, quiet } = context;
  const live = stderr.isTTY === true && !environment.ci && json !== true;
  const training = showTraining({ ...context, json: false });
  const clock = { started: Date.now(), from: 0, shown: Date.now() };
  const clips = ({ done, total }: Extract<RecipeEvent, { type: 'clips' }>) => {
    const now = Date.now();
    if (quiet === true || (done < total && now - clock.shown < (live ? 100 : LINE_EVERY * 1000))) return;
    clock.shown = now;
    const left = ((total - done) * (now - clock.started)) / 1000 / done;
    stderr.write(live ? `\r\u001B[Kfeatures: ${done} of ${total} clips  about ${toClock(left)} left` : `features: ${done} of ${total} clips  about ${toClock(left)} left\n`);
  };
  const text = (event: RecipeEvent) => {
    if (event.type === 'stage') {
      training.message(event.text);
      Object.assign(clock, { started: Date.now(), shown: Date.now() });
    }
    if (event.type === 'clips') clips(event);
    if (event.type === 'warning') {
      training.end();
      stderr.write(`warning: ${event.text}\n`);
    }
    if (event.type === 'written') training.message(`written: ${event.path}`);
    if (event.type === 'training' && !['scores', 'search', 'written'].includes(event.event.type)) training.event(event.event);
  };
  return { message: training.message, event: json === true ? (event) => void stdout.write(`${JSON.stringify(event)}\n`) : text, end: training.end };
}
