import { finishRun, type FinishTools } from './run/finish-run.ts';
import { openRunFolder } from './run/open-run-folder.ts';
import { trainFolds } from './run/train-folds.ts';
import type { RunEvent } from './run/run-event.ts';

/**
 * One training run from data to head, read first: take the run's folder, train fold after fold, score what no fold has seen, export
 * the mean of the folds. Yields what happens. Aborted, it leaves checkpoints that the same call goes on from.
 *
 * @param tools `folder` is `output/name` of the configuration where it is not given
 */
export async function* trainRun(tools: Omit<FinishTools, 'folder'> & { readonly folder?: string | undefined }): AsyncGenerator<RunEvent> {
  const folder = await openRunFolder(tools.config, tools.data, { path: tools.folder, course: tools.course });
  try {
    const all = { ...tools, folder: folder.path };
    const trained = yield* trainFolds(all, folder);
    if (trained.length < tools.data.folds.length) return;
    await folder.confirm();
    yield* finishRun(all, trained);
  } finally {
    folder.release();
  }
}
