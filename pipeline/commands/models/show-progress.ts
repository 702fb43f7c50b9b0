import type { Progress } from '../../../extractors/models/store/store-options.ts';
import type { ModelsContext } from './models-context.ts';
import { toSize } from '../show/to-size.ts';

/** Returns a listener that keeps one line of a terminal up to date; nothing is shown where messages go to a file. */
export function showProgress(stderr: ModelsContext['stderr']): (progress: Progress) => void {
  let shown = 0;
  return ({ id, phase, done, total }) => {
    const finished = done === total;
    if (stderr.isTTY !== true || (!finished && performance.now() - shown < 100)) return;
    shown = performance.now();
    const amount = phase === 'compile' ? '' : ` ${toSize(done)}${total === undefined ? '' : ` of ${toSize(total)}`}`;
    stderr.write(`\r\u001b[K${finished ? '' : `${id}: ${phase}${amount}`}`);
  };
}
